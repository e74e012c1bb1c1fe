# expect: gradient_step fail wrong-gradient-for-b


def gradient_step(w, b, gw, gb, lr):
    return w - lr * gw, b - lr * gw
