# expect: numerical_gradient fail one-sided


def numerical_gradient(f, x, h=1e-3):
    return (f(x) - f(x - h)) / h
