# expect: gradient_step fail


def gradient_step(w, b, gw, gb, lr):
    return w - gw / lr, b - gb / lr
