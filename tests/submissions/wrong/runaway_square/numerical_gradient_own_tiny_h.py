# expect: numerical_gradient fail
# Overwrites h with an extremely small number in the belief that smaller is better, so rounding eats the difference.


def numerical_gradient(f, x, h=1e-3):
    h = 1e-15  # h -> 0 gives the exact derivative
    return (f(x + h) - f(x - h)) / (2 * h)
