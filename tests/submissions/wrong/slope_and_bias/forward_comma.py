# expect: forward fail
# A stray comma makes the return value a tuple (w*x, b) instead of the sum.


def forward(x, w, b):
    return w * x, + b
