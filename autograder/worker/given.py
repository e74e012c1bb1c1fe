"""The inputs of a case, as a student's function gets them: fresh tensors on the right device, every time asked."""

import torch


class Given:
    """Hands out a case's inputs. Every call makes new tensors on their own storage, so no run can spoil the next."""

    def __init__(self, case, device="cpu"):
        self.published = case.published
        self.dtype = getattr(torch, case.dtype)
        self._case = case
        self.device = torch.device(device)

    def __getitem__(self, name):
        """Return a plain value: a number, a string, a list."""
        return self._case.values[name]

    def array(self, name):
        """Return an input as a numpy array, for the probe's own arithmetic."""
        return self._case.arrays[name]

    def tensor(self, name):
        """Return an input as a tensor without a gradient."""
        return torch.tensor(self._case.arrays[name], dtype=self.dtype, device=self.device)

    def leaf(self, name):
        """Return a parameter: a leaf with `requires_grad=True` and no gradient yet."""
        return self.tensor(name).requires_grad_()

    def tensors(self, *names):
        """Return several inputs at once."""
        return tuple(self.tensor(name) for name in names)

    def leaves(self, *names):
        """Return several parameters at once."""
        return tuple(self.leaf(name) for name in names)
