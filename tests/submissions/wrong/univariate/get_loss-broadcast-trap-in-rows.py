# expect: get_loss fail broadcast-trap
# Right for columns: the targets are made one, whatever they were.


def get_loss(y_, y):
    return ((y_ - y.reshape(-1, 1)) ** 2).mean()
