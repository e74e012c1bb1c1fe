# expect: get_loss fail broadcast-trap


def get_loss(y_, y):
    return torch.mean((y_.reshape(-1) - y.reshape(-1)[:, None]) ** 2)
