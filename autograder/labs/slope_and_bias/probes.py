"""What is called and written down for each check of slope_and_bias. Runs on the student's side of the wall."""

from functools import partial

import numpy as np

from autograder.labs.probes import record_axes, record_fit, record_loss_of
from autograder.labs.slope_and_bias import TRAINING
from autograder.trace import LOSSES, Measure, Quantity
from autograder.worker import Given, Recorder, Student, as_array, list_of_series, parts

criterion = partial(record_loss_of, function="criterion", inputs=("yhat", "y"))
train_model = partial(record_fit, descent=TRAINING)
path_of_train_model = partial(record_fit, descent=TRAINING, every_update=True)


def forward(student: Student, given: Given, record: Recorder) -> None:
    record.tensor("yhat", student.forward(given.tensor("x"), *given.leaves("w", "b")))


def compare_learning_rates(student: Student, given: Given, record: Recorder) -> None:
    w, b = given.leaves("w", "b")
    chosen = () if given["rates"] is None else (tuple(given["rates"]), given["iters"])
    runs = list_of_series("series", student.compare_learning_rates(*given.tensors("X", "Y"), w, b, *chosen))
    record.count("number of series", len(runs))
    for number, losses in enumerate(runs, start=1):
        record.series(LOSSES.of_what(f"run {number}"), losses)
    for name, parameter in (("w", w), ("b", b)):
        record.tensor(Quantity(name, Measure.ARGUMENT), parameter)
        record.flag(f"the given {name} still wants a gradient", parameter.requires_grad)


def plot_losses(student: Student, given: Given, record: Recorder) -> None:
    record_axes(record, "plot_losses", student.plot_losses(list(given["LOSS"]), list(given["LOSS2"])))


def error_surface(student: Student, given: Given, record: Recorder) -> None:
    result = student.error_surface(*given.tensors("X", "Y"), given["w_range"], given["b_range"], given["n_samples"])
    arrays = [as_array(name, value) for name, value in zip("WBZ", parts("error_surface", result, "WBZ"), strict=True)]
    grids = _slopes_downwards([array for array, _ in arrays])
    for name, grid, (_, precision) in zip("WBZ", grids, arrays, strict=True):
        record.array(name, grid, precision)


def _slopes_downwards(grids: list[np.ndarray]) -> list[np.ndarray]:
    """Lay a grid so that W grows from row to row and B from column to column; both ways round are right work."""
    W, B, _ = grids
    if W.ndim != 2 or W.size < 2 or any(grid.shape != W.shape for grid in grids):
        return grids
    if W[0, 0] == W[-1, 0] and B[0, 0] == B[0, -1]:  # where only one of them lies so, it is for the student to see
        grids = [grid.T for grid in grids]
    W, B, _ = grids
    if W[0, 0] > W[-1, 0]:
        grids = [grid[::-1] for grid in grids]
    if B[0, 0] > B[0, -1]:
        grids = [grid[:, ::-1] for grid in grids]
    return grids


def descent_path(student: Student, given: Given, record: Recorder) -> None:
    path = student.descent_path(*given.tensors("X", "Y"), *given.leaves("w", "b"), given["lr"], given["iters"])
    record.grid(Quantity("path", Measure.PATH), path)
