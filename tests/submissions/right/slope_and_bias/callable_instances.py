class Line:
    def __call__(self, x, w, b):
        return w * x + b


class MeanSquaredError(torch.nn.Module):
    def forward(self, yhat, y):
        return ((yhat - y) ** 2).mean()


class Trainer:
    def __init__(self, model, loss):
        self.model, self.loss = model, loss

    def __call__(self, X, Y, w, b, lr, iters):
        return w, b, [self.update(X, Y, w, b, lr) for _ in range(iters)]

    def update(self, X, Y, w, b, lr):
        loss = self.loss(self.model(X, w, b), Y)
        gw, gb = torch.autograd.grad(loss, (w, b))
        w.data -= lr * gw
        b.data -= lr * gb
        return loss.item()

    @classmethod
    def path(cls, X, Y, w, b, lr, iters):
        rows = [torch.stack([w, b]).detach()]
        for _ in range(iters):
            cls(Line(), MeanSquaredError())(X, Y, w, b, lr, 1)
            rows.append(torch.stack([w, b]).detach())
        return torch.stack(rows)

    @staticmethod
    def surface(X, Y, w_range, b_range, n_samples):
        u, v = (torch.linspace(-r, r, n_samples, dtype=X.dtype) for r in (w_range, b_range))
        W, B = torch.meshgrid(u, v, indexing="ij")
        return W, B, ((W.reshape(-1, 1) * X.reshape(1, -1) + B.reshape(-1, 1) - Y.reshape(1, -1)) ** 2).mean(1).view_as(W)


forward, criterion = Line(), MeanSquaredError()
train_model = Trainer(forward, criterion)
descent_path, error_surface = Trainer.path, Trainer.surface
