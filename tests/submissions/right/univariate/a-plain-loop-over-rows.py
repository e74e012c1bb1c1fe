def get_loss(y_, y):
    total = 0.0
    for predicted, target in zip(y_.reshape(-1), y.reshape(-1)):
        total = total + (predicted - target) ** 2
    return total / y_.numel()


def analytic_gradients(x, y, w, b):
    gw = gb = 0.0
    n = x.numel()
    for xi, yi in zip(x.flatten().tolist(), y.flatten().tolist()):
        e = w.item() * xi + b.item() - yi
        gw += 2 * e * xi / n
        gb += 2 * e / n
    return gw, gb
