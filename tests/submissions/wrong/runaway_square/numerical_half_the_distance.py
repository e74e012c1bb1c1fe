# expect: numerical_gradient fail
# Looks half as far as it is told.


def numerical_gradient(f, x, h=1e-3):
    return (f(x + h / 2) - f(x - h / 2)) / h
