"""The runaway square: one number, one parabola, and a rate that is too large.

We look for the `x` whose square is `y_true` by walking down the loss `(x**2 - y_true)**2`. From x = 2 with y_true = 9 and
rate 0.1 the walk goes 2, 6, -58.8 and never comes back; at rate 0.01 it arrives at 3.

Everything here is a plain Python number without a unit: `x`, `y_true`, `lr` and `h` are floats, `steps` counts updates.
A series is a list of floats.

Follows the fast.ai lesson 3 forum thread on the gradient of a square, and fastbook's chapter 4.
"""

import torch


def numerical_gradient(f, x, h=1e-3):
    """The slope of `f` at `x`, measured and not derived: a central difference.

    `f` takes a float and returns one. Looks a distance of `h` to either side of `x`, and returns a float.
    """
    raise NotImplementedError("write numerical_gradient here")


def descend(x, y_true, lr, steps):
    """Walk down the loss `(x**2 - y_true)**2` from `x` at the rate `lr`.

    Returns the `steps + 1` values of x, the start included.
    """
    # Mend this: it is given with a mistake in it.
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
    # Mend this: it is given with a mistake in it.
    lr = 0.1
    path = [float(x)]
    for _ in range(steps):
        slope = 4 * path[-1] * (path[-1] ** 2 - y_true)
        path.append(path[-1] - lr * slope)
    return path


def largest_stable_rate(y_true):
    """The rate at which descent near the root stops converging.

    Near its bottom the loss is almost a parabola. There every step multiplies the distance to the bottom by
    `1 - lr * curvature`, and the walk converges as long as that factor stays between -1 and 1. Returns a float.
    """
    raise NotImplementedError("write largest_stable_rate here")
