# expect: numerical_gradient fail


def numerical_gradient(f, x, h=1e-3):
    return (f(x + 1e-3) - f(x - 1e-3)) / 2e-3
