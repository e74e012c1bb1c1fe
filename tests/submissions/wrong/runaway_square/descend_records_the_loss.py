# expect: descend fail
# Walks correctly but writes down the loss and not x after each step.


def descend(x, y_true, lr, steps):
    x = torch.tensor(float(x), requires_grad=True)
    path = [x.item()]
    for _ in range(steps):
        loss = (x**2 - y_true) ** 2
        loss.backward()
        with torch.no_grad():
            x -= lr * x.grad
        x.grad = None
        path.append(loss.item())
    return path
