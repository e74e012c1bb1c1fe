# expect: get_loss fail


def get_loss(y_, y):
    return ((y_ - y).abs() ** 3).mean()
