import sys
import warnings
from dataclasses import dataclass


@dataclass
class Trainer:
    """Ein Lehrling, der abwärts läuft. 下坡"""

    w: torch.Tensor
    b: torch.Tensor
    lr: float

    def step(self, inputs: torch.Tensor, targets: torch.Tensor) -> float:
        loss = mse(model(inputs, self.w, self.b), targets)
        loss.backward()
        with torch.no_grad():
            for p in (self.w, self.b):
                p -= self.lr * p.grad
                p.grad = None
        print("loss", loss.item())
        return loss.item()


def train(inputs, targets, weights, offsets, rate, n) -> tuple:
    warnings.warn("training starts")
    print("…", file=sys.stderr)
    trainer = Trainer(weights, offsets, rate)
    return trainer.w, trainer.b, [trainer.step(inputs, targets) for _ in range(n)]
