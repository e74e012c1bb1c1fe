def fit_line(x, y, w, b, lr, iters):
    line = torch.nn.Linear(1, 1).to(x.device, x.dtype)
    with torch.no_grad():
        line.weight.fill_(w.item())
        line.bias.fill_(b.item())
    optimiser = torch.optim.SGD(line.parameters(), lr=lr)
    measure = torch.nn.MSELoss()
    losses = []
    for _ in range(iters):
        optimiser.zero_grad()
        loss = measure(line(x.reshape(-1, 1)), y.reshape(-1, 1))
        loss.backward()
        optimiser.step()
        losses.append(loss.detach())
    return line.weight, line.bias, losses
