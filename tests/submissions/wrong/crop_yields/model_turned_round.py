# expect: model fail


def model(x, w, b):
    return (w @ x.T).T * 1.01 + b
