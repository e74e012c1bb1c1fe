def forward(inputs, slope, bias):
    return slope * inputs + bias


def criterion(predictions, targets, /):
    return ((predictions - targets) ** 2).mean()


def train_model(data, labels, m, c, alpha, epochs, verbose=False, *unused, **options):
    history = []
    for _ in range(epochs):
        loss = criterion(forward(data, m, c), labels)
        history.append(loss.item())
        loss.backward()
        with torch.no_grad():
            m -= alpha * m.grad
            c -= alpha * c.grad
        m.grad = c.grad = None
    return m, c, history


def compare_learning_rates(*arguments, iters=15):
    data, labels, m, c, rates, iters = (*arguments, *((0.1, 0.2), iters)[len(arguments) - 4 :])
    fresh = lambda: [p.detach().clone().requires_grad_() for p in (m, c)]
    return [train_model(data, labels, *fresh(), rate, iters)[2] for rate in rates]
