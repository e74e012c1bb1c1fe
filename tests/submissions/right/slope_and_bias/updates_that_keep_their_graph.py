# Nothing is detached: the results carry a grad_fn through all of the training.
def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss)
        gw, gb = torch.autograd.grad(loss, (w, b), create_graph=True)
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    return [train_model(X, Y, w, b, rate, iters)[2] for rate in rates]
