"""What goes wrong in crop_yields_builtin. The judge's side only."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader, TensorDataset

from autograder.labs.answers.faulty import Forms, Loss, forms
from autograder.labs.answers.mistake import wrong

Loader: TypeAlias = DataLoader[Any]
# The loss of every batch of an epoch, and its inputs.
Seen: TypeAlias = Iterator[tuple[float, Tensor]]
Epoch: TypeAlias = Callable[[Optimizer, Loss, nn.Module, Any], Seen]
LossOfEpoch: TypeAlias = Callable[[list[tuple[float, Tensor]]], float]


def stepped_per_batch(cleared: str = "before backward", sign: int = 1) -> Epoch:
    """Return an epoch, which yields `(loss, batch)`: right but for when gradients are cleared, or which way it goes."""

    def epoch(opt: Optimizer, loss_fn: Loss, model: nn.Module, batches: Iterable[Any]) -> Seen:
        if cleared == "before epoch":
            opt.zero_grad()
        for xb, yb in batches:
            loss = loss_fn(model(xb), yb)
            if cleared == "before backward":
                opt.zero_grad()
            (sign * loss).backward()
            if cleared == "before step":
                opt.zero_grad()
            opt.step()
            yield loss.item(), xb

    return epoch


right = stepped_per_batch()


def stepped_per_epoch(cleared_per_batch: bool) -> Epoch:
    """One step at the end of the epoch, by the last batch's gradient or by the sum of all."""

    def epoch(opt: Optimizer, loss_fn: Loss, model: nn.Module, batches: Iterable[Any]) -> Seen:
        opt.zero_grad()
        for xb, yb in batches:
            loss = loss_fn(model(xb), yb)
            if cleared_per_batch:
                opt.zero_grad()
            loss.backward()
            yield loss.item(), xb
        opt.step()

    return epoch


def measured_after_step(opt: Optimizer, loss_fn: Loss, model: nn.Module, batches: Iterable[Any]) -> Seen:
    for xb, yb in batches:
        opt.zero_grad()
        loss_fn(model(xb), yb).backward()
        opt.step()
        yield loss_fn(model(xb), yb).item(), xb


def without_short_batches(opt: Optimizer, loss_fn: Loss, model: nn.Module, batches: Loader) -> Seen:
    return right(opt, loss_fn, model, [batch for batch in batches if len(batch[0]) == batches.batch_size])


def mean_over_rows(seen: list[tuple[float, Tensor]]) -> float:
    """The right loss of an epoch."""
    return sum(loss * len(xb) for loss, xb in seen) / sum(len(xb) for _, xb in seen)


def fitter(
    epoch: Epoch = right, loss_of: LossOfEpoch = mean_over_rows, extra: int = 0, shared: bool = False
) -> Callable[..., list[float]]:
    """Return a `fit` with at most one fault."""

    def fit(num_epochs: int, model: nn.Module, loss_fn: Loss, opt: Optimizer, train_dl: Loader) -> list[float]:
        opt.zero_grad()
        history = [loss_of(list(epoch(opt, loss_fn, model, train_dl))) for _ in range(num_epochs + extra)]
        return history[-1:] * len(history) if shared else history

    return fit


def loader_of_full_batches(inputs: Tensor, targets: Tensor, batch_size: int, shuffle: bool) -> Loader:
    return DataLoader(TensorDataset(inputs, targets), batch_size, shuffle=shuffle, drop_last=True)


# slug -> one `fit` per numeric form.
FITS: Forms = {
    "no-zero-grad": [fitter(stepped_per_batch(cleared="never"))],
    "ascent": [fitter(stepped_per_batch(sign=-1))],
    "loss-after-update": [fitter(measured_after_step)],
    "off-by-one": [fitter(extra=1), fitter(extra=-1)],
    "zero-before-step": [fitter(stepped_per_batch(cleared="before step"))],
    "shared-history": [fitter(shared=True)],
    "last-batch-only": [fitter(loss_of=lambda seen: seen[-1][0])],
    "zero-grad-per-epoch": [fitter(stepped_per_batch(cleared="before epoch"))],
    "step-per-epoch": [fitter(stepped_per_epoch(True)), fitter(stepped_per_epoch(False))],
    "dropped-last-batch": [fitter(without_short_batches)],
}

MISTAKES = (
    *(wrong(slug, "fit", fit) for slug, fit in forms(FITS)),
    wrong("dropped-last-batch", "make_loader", loader_of_full_batches),
    wrong("no-bias", "make_model", lambda features, targets: nn.Linear(features, targets, bias=False)),
)
