# expect: gradient_step fail
# Types `=-` where `-=` is meant, so the old value is thrown away and only the negative step is left.


def gradient_step(w, b, gw, gb, lr):
    with torch.no_grad():
        w =- lr * gw
        b =- lr * gb
    return w, b
