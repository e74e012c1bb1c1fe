"""The inputs of a case, as a student's function gets them: fresh tensors on the right device, every time asked."""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from autograder.trace import Case, formula


class Given:
    """Hands out a case's inputs. Every call makes new tensors on their own storage, so no run can spoil the next."""

    def __init__(self, case: Case, device: str = "cpu") -> None:
        self.published = case.published
        self.dtype: torch.dtype = getattr(torch, case.dtype)
        self._case = case
        self.device = torch.device(device)

    def __getitem__(self, name: str) -> Any:
        """Return a plain value: a number, a string, a list."""
        return self._case.values[name]

    def polynomial(self, name: str) -> Callable[[float], float]:
        """Return a function of one number that a case gives by its coefficients. Its name is what it computes."""
        coefficients: list[float] = self[name]["polynomial"]

        def height(x: float) -> float:
            return functools.reduce(lambda height, coefficient: height * x + coefficient, coefficients, 0.0)

        height.__name__ = height.__qualname__ = formula(coefficients)
        return height

    def array(self, name: str) -> np.ndarray:
        """Return an input as a numpy array, for the probe's own arithmetic."""
        return self._case.arrays[name]

    def tensor(self, name: str) -> torch.Tensor:
        """Return an input as a tensor without a gradient."""
        return torch.tensor(self._case.arrays[name], dtype=self.dtype, device=self.device)

    def leaf(self, name: str) -> torch.Tensor:
        """Return a parameter: a leaf with `requires_grad=True` and no gradient yet."""
        return self.tensor(name).requires_grad_()

    def watched(self, name: str) -> torch.Tensor:
        """Return an input of which the probe asks a gradient. The function that gets it need not know."""
        return self.leaf(name)

    def tensors(self, *names: str) -> tuple[torch.Tensor, ...]:
        """Return several inputs at once."""
        return tuple(self.tensor(name) for name in names)

    def leaves(self, *names: str) -> tuple[torch.Tensor, ...]:
        """Return several parameters at once."""
        return tuple(self.leaf(name) for name in names)
