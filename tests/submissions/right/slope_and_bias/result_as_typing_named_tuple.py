from typing import NamedTuple


class Trained(NamedTuple):
    w: torch.Tensor
    b: torch.Tensor
    losses: list


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return Trained(w=w, b=b, losses=losses)
