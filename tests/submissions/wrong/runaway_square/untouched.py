# expect: descend fail
# expect: tame fail


def descend(x, y_true, lr, steps):
    """Walk down the loss `(x**2 - y_true)**2` from `x` at the rate `lr`.

    Returns the `steps + 1` values of x, the start included.
    """
    x = torch.tensor(float(x), requires_grad=True)
    path = [x.item()]
    for _ in range(steps):
        loss = (x**2 - y_true) ** 2
        loss.backward()
        with torch.no_grad():
            x -= lr * x.grad
        path.append(x.item())
    return path


def tame(x, y_true, steps=100):
    """The same walk, from a loop that must not diverge.

    For `y_true` from 4 to 16 and `x` from 1 to 4 a hundred steps end with `abs(x**2 - y_true) < 0.01`, no move goes
    uphill, and every value is finite. Returns the `steps + 1` values of x, the start included.
    """
    lr = 0.1
    path = [float(x)]
    for _ in range(steps):
        slope = 4 * path[-1] * (path[-1] ** 2 - y_true)
        path.append(path[-1] - lr * slope)
    return path
