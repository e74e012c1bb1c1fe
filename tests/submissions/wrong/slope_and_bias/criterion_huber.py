# expect: criterion fail


def criterion(yhat, y):
    return torch.nn.functional.smooth_l1_loss(yhat, y)
