# expect: f fail


def f(t, params):
    a, b, c = params
    return a * t**2 + b * t - c
