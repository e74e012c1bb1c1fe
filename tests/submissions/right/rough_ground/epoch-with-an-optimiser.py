import warnings


class Line(torch.nn.Module):
    def __init__(self, w, b):
        super().__init__()
        self.w, self.b = torch.nn.Parameter(w.detach().clone()), torch.nn.Parameter(b.detach().clone())

    def forward(self, x):
        return self.w * x + self.b


def sgd_epoch(batches, w, b, lr):
    warnings.warn("one epoch")
    line = Line(w, b)
    optimiser = torch.optim.SGD(line.parameters(), lr)
    losses = []
    for xb, yb in batches:
        loss = torch.nn.MSELoss()(line(xb), yb)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
        print("Schritt", losses[-1])
    return line.w, line.b, losses
