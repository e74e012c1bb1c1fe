# Tries 0.1 first and halves it until the loss does not rise. Where nothing helps any more it stands still.
def tame(x, y_true, steps=100):
    loss = lambda x: (x**2 - y_true) ** 2
    path, lr = [x], 0.1
    while len(path) <= steps:
        here = path[-1]
        there = here - lr * 4 * here * (here**2 - y_true)
        if loss(there) <= loss(here):
            path.append(there)
        elif lr > 1e-12:
            lr /= 2
        else:
            path.append(here)
    return tuple(path)
