# expect: numerical_gradient fail
# Five points: nearer to the slope, and no central difference.


def numerical_gradient(f, x, h=1e-3):
    return (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h)
