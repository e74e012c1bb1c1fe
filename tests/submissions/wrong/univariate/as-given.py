# expect: get_loss fail
# expect: fit_line fail


# The heights of the fifteen points in datasets/univariate.csv.
y_train = torch.tensor([1.7, 2.76, 2.09, 3.19, 1.694, 1.573, 3.366, 2.596, 2.53, 1.221, 2.827, 3.465, 1.65, 2.904, 1.3])


def get_loss(y_, y):
    """Mean squared error between the predictions `y_` and the targets `y`, both of the same shape.

    Returns a 0-d tensor, the mean over all elements, from which `backward()` can start.
    """
    return ((y_ - y_train) ** 2).mean()


def fit_line(x, y, w, b, lr, iters):
    """Fit the line by gradient descent: `iters` updates of `w`, `b` at the learning rate `lr`.

    `w` and `b` are 0-d leaf tensors with `requires_grad=True`. Returns `(w, b, losses)`. `losses` holds `iters`
    numbers, each written down before the update that it leads to.
    """
    losses = []
    for _ in range(iters):
        w.grad.zero_()
        b.grad.zero_()

        loss = ((w * x + b - y) ** 2).mean()
        losses.append(loss.item())
        loss.backward()

        w = w - lr * w.grad
        b = b - lr * b.grad
    return w, b, losses
