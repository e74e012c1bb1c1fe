# expect: gradient_step fail wrong-rate


def gradient_step(w, b, gw, gb, lr):
    return w - 0.05 * gw, b - 0.05 * gb
