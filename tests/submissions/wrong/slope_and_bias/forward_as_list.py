# expect: forward fail


def forward(x, w, b):
    return [w * value + b for value in x]
