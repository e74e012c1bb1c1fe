# expect: train fail restart-each-step


def train(inputs, targets, w, b, lr, epochs):
    history = []
    for _ in range(epochs):
        new_w, new_b = w.detach().clone().requires_grad_(), b.detach().clone().requires_grad_()
        loss = mse(model(inputs, new_w, new_b), targets)
        history.append(loss.item())
        loss.backward()
        with torch.no_grad():
            new_w -= lr * new_w.grad
            new_b -= lr * new_b.grad
    return new_w, new_b, history
