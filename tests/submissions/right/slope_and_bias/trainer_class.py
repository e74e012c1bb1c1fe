class Trainer:
    """The state of one run."""

    def __init__(self, X, Y, w, b, lr):
        self.X, self.Y, self.lr = X, Y, lr
        self.w, self.b = (p.detach().clone().requires_grad_() for p in (w, b))
        self.losses = []
        self.path = [self.position]

    @property
    def position(self):
        return self.w.item(), self.b.item()

    def step(self):
        loss = criterion(forward(self.X, self.w, self.b), self.Y)
        self.losses.append(loss.item())
        loss.backward()
        for p in (self.w, self.b):
            p.data -= self.lr * p.grad
            p.grad = None
        self.path.append(self.position)

    def run(self, iters):
        for _ in range(iters):
            self.step()
        return self


def train_model(X, Y, w, b, lr, iters):
    run = Trainer(X, Y, w, b, lr).run(iters)
    return run.w, run.b, run.losses


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    return [Trainer(X, Y, w, b, rate).run(iters).losses for rate in rates]


def descent_path(X, Y, w, b, lr, iters):
    return torch.tensor(Trainer(X, Y, w, b, lr).run(iters).path)
