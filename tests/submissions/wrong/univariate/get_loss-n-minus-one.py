# expect: get_loss fail n-minus-one


def get_loss(y_, y):
    return torch.square(y_ - y).sum() / (y.numel() - 1)
