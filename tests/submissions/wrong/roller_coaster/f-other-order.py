# expect: f fail


def f(t, params):
    c, b, a = params
    return a * t**2 + b * t + c
