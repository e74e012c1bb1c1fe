import sys
import warnings
from dataclasses import dataclass
from typing import NamedTuple


class Fit(NamedTuple):
    w: torch.Tensor
    b: torch.Tensor
    losses: list


@dataclass
class Line:
    w: torch.Tensor
    b: torch.Tensor

    def __call__(self, x):
        return self.w * x + self.b


def fit_line(x, y, w, b, lr, iters):
    # прямая на пятнадцати точках · 十五个点
    warnings.warn("going down")
    line, losses = Line(w, b), []
    for i in range(iters):
        loss = get_loss(line(x), y)
        loss.backward()
        print(f"{i}: {loss.item():.3f}")
        print("still here", file=sys.stderr)
        losses.append(loss.item())
        for parameter in (line.w, line.b):
            parameter.data.add_(parameter.grad, alpha=-lr)
            parameter.grad.zero_()
    return Fit(line.w, line.b, losses)
