# expect: get_loss fail ignores-target


def get_loss(y_, y):
    return (y_**2).mean()
