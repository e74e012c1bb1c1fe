# expect: get_loss fail sum-not-mean


def get_loss(y_, y):
    return torch.sum((y_ - y) * (y_ - y))
