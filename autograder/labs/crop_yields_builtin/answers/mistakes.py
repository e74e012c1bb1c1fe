"""What goes wrong in crop_yields_builtin. The judge's side only."""

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import DataLoader, TensorDataset

from autograder.labs.answers.faulty import Forms, Loss, Mistake, forms

Loader: TypeAlias = DataLoader[Any]
# The loss of every batch of an epoch, and how many rows it has.
Seen: TypeAlias = list[tuple[float, int]]


def mean_over_rows(seen: Seen) -> float:
    """The right loss of an epoch."""
    return sum(loss * rows for loss, rows in seen) / sum(rows for _, rows in seen)


def fitter(
    *,
    cleared: str = "before backward",
    stepped: str = "per batch",
    sign: int = 1,
    late: bool = False,
    short_batches: bool = True,
    loss_of: Callable[[Seen], float] = mean_over_rows,
    extra: int = 0,
    shared: bool = False,
) -> Callable[..., list[float]]:
    """Return a `fit` with at most one thing wrong: when gradients are `cleared` and steps are made, or which way it goes.

    `late` takes a batch's loss after its update, `loss_of` makes an epoch's of those of its batches; `extra` and
    `shared` as in a descent.
    """

    def fit(num_epochs: int, model: nn.Module, loss_fn: Loss, opt: Optimizer, train_dl: Loader) -> list[float]:
        opt.zero_grad()
        history = []
        for _ in range(num_epochs + extra):
            seen: Seen = []
            if cleared == "before epoch":
                opt.zero_grad()
            for xb, yb in train_dl:
                if len(xb) < (train_dl.batch_size or 1) and not short_batches:
                    continue
                loss = loss_fn(model(xb), yb)
                if cleared == "before backward":
                    opt.zero_grad()
                (sign * loss).backward()
                if cleared == "before step":
                    opt.zero_grad()
                if stepped == "per batch":
                    opt.step()
                seen.append(((loss_fn(model(xb), yb) if late else loss).item(), len(xb)))
            if stepped == "per epoch":
                opt.step()
            history.append(loss_of(seen))
        return history[-1:] * len(history) if shared else history

    return fit


def loader_of_full_batches(inputs: Tensor, targets: Tensor, batch_size: int, shuffle: bool) -> Loader:
    return DataLoader(TensorDataset(inputs, targets), batch_size, shuffle=shuffle, drop_last=True)


# slug -> one `fit` per numeric form.
FITS: Forms = {
    "no-zero-grad": [fitter(cleared="never")],
    "ascent": [fitter(sign=-1)],
    "loss-after-update": [fitter(late=True)],
    "off-by-one": [fitter(extra=1), fitter(extra=-1)],
    "zero-before-step": [fitter(cleared="before step")],
    "shared-history": [fitter(shared=True)],
    "mean-of-means": [fitter(loss_of=lambda seen: sum(loss for loss, _ in seen) / len(seen))],
    "sum-not-mean": [
        fitter(loss_of=lambda seen: sum(loss for loss, _ in seen)),
        fitter(loss_of=lambda seen: sum(loss * rows for loss, rows in seen)),
    ],
    "last-batch-only": [fitter(loss_of=lambda seen: seen[-1][0])],
    "zero-grad-per-epoch": [fitter(cleared="before epoch")],
    # By the last batch's gradient, and by the sum of all.
    "step-per-epoch": [fitter(stepped="per epoch"), fitter(stepped="per epoch", cleared="before epoch")],
    "dropped-last-batch": [fitter(short_batches=False)],
}


def mistakes() -> Iterator[Mistake]:
    for slug, fit in forms(FITS):
        yield Mistake(slug, "fit", fit)
    yield Mistake("dropped-last-batch", "make_loader", loader_of_full_batches)
    yield Mistake("no-bias", "make_model", lambda features, targets: nn.Linear(features, targets, bias=False))
