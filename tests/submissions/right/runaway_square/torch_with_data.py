def descend(x, y_true, lr, steps):
    x = torch.tensor([x], requires_grad=True)
    values = [x.detach().clone()]
    for _ in range(steps):
        loss = ((x.pow(2) - y_true) ** 2).sum()
        loss.backward()
        x.data -= lr * x.grad.data
        x.grad.zero_()
        values.append(x.detach().clone())  # one element each
    return values
