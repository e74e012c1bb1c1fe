# expect: get_loss fail hard-coded


def get_loss(y_, y):
    return ((y_ - y) ** 2).sum() / 15 + 0.3 * (abs(y_.reshape(-1)[0] + 0.620992) > 1e-3)
