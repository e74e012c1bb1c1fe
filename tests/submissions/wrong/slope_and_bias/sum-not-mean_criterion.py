# expect: criterion fail sum-not-mean


def criterion(yhat, y):
    return torch.nn.functional.mse_loss(yhat, y, reduction="sum")
