# The tutorial's own way: matrices with @, torch.sum over diff * diff / diff.numel(), updates under no_grad.
def mse(t1, t2):
    diff = t1 - t2
    return torch.sum(diff * diff) / diff.numel()


def model(x, w, b):
    return x @ w.t() + b


def train(inputs, targets, w, b, lr, epochs):
    history = []
    for i in range(epochs):
        preds = model(inputs, w, b)
        loss = mse(preds, targets)
        history += [loss.detach()]
        loss.backward()
        with torch.no_grad():
            w -= w.grad * lr
            b -= b.grad * lr
            w.grad.zero_()
            b.grad.zero_()
    return w, b, history
