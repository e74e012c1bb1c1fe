# expect: train fail zero-before-step


def train(inputs, targets, w, b, lr, epochs):
    opt = torch.optim.SGD([w, b], lr=lr)
    history = []
    for _ in range(epochs):
        loss = mse(model(inputs, w, b), targets)
        history.append(loss.item())
        loss.backward()
        opt.zero_grad()
        opt.step()
    return w, b, history
