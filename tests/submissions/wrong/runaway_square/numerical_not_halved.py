# expect: numerical_gradient fail wrong-distance


def numerical_gradient(f, x, h=1e-3):
    return (f(x + h) - f(x - h)) / h
