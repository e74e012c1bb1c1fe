# expect: get_loss fail no-square


def get_loss(y_, y):
    return torch.mean(y - y_)
