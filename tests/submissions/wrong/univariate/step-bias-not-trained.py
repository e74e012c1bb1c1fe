# expect: gradient_step fail bias-not-trained


def gradient_step(w, b, gw, gb, lr):
    return w - lr * gw, b
