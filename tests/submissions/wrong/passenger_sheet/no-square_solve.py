# expect: solve fail no-square


def solve(X, y, lr, steps):
    return lr * steps * -X.mean(0)
