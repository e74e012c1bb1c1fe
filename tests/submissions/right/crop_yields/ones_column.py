def _extended(x):
    return torch.cat([x, torch.ones_like(x[:, :1])], dim=1)


def model(x, w, b):
    return torch.matmul(_extended(x), torch.cat([w, b[:, None]], dim=1).transpose(0, 1))


def train(inputs, targets, w, b, lr, epochs):
    all_of_it = torch.cat([w, b[:, None]], dim=1).detach().requires_grad_()
    losses = []
    for _ in range(epochs):
        loss = (_extended(inputs).matmul(all_of_it.T) - targets).pow(2).mean()
        losses.append(loss.detach().cpu().numpy())
        loss.backward()
        with torch.no_grad():
            all_of_it -= lr * all_of_it.grad
        all_of_it.grad = None
    return all_of_it[:, :-1], all_of_it[:, -1], losses
