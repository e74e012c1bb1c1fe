# expect: get_loss fail squared-apart


def get_loss(y_, y):
    return torch.mean(y_ * y_) - torch.mean(y * y)
