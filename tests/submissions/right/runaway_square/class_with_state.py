from dataclasses import dataclass, field
from functools import partial


@dataclass
class Walker:
    y_true: float
    lr: float
    path: list = field(default_factory=list)

    def walk(self, x, steps):
        self.path.append(x)
        for _ in range(steps):
            self.path.append(x := x - self.lr * 4 * x * (x**2 - self.y_true))
        return self.path


def descend(start, target, rate, n):
    return Walker(target, rate).walk(start, n)


tame = partial(lambda rate, x, y_true, steps=100: Walker(y_true, rate).walk(x, steps), 0.005)
