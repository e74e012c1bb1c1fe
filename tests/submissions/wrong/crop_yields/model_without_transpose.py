# expect: model error


def model(x, w, b):
    return x @ w + b
