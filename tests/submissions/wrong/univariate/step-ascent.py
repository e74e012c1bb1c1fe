# expect: gradient_step fail ascent


def gradient_step(w, b, gw, gb, lr):
    return w + lr * gw, b + lr * gb
