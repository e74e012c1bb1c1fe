from collections.abc import Iterable, Sequence
from typing import Optional

Tensor = torch.Tensor


def _zero(*parameters: Tensor) -> None:
    for parameter in parameters:
        parameter.grad = None


def _step(parameters: Iterable[Tensor], lr: float) -> None:
    with torch.no_grad():
        for parameter in parameters:
            parameter -= lr * parameter.grad


def _copy(*parameters: Tensor) -> list[Tensor]:
    return [parameter.detach().clone().requires_grad_() for parameter in parameters]


def train_model(X: Tensor, Y: Tensor, w: Tensor, b: Tensor, lr: float, iters: int) -> tuple[Tensor, Tensor, list[float]]:
    losses: list[float] = []
    for _ in range(iters):
        _zero(w, b)
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        _step((w, b), lr)
    return w, b, losses


def compare_learning_rates(
    X: Tensor, Y: Tensor, w: Tensor, b: Tensor, rates: Sequence[float] = (0.1, 0.2), iters: Optional[int] = 15
) -> list[list[float]]:
    return [train_model(X, Y, *_copy(w, b), rate, iters)[-1] for rate in rates]
