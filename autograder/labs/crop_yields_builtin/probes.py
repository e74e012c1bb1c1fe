"""What is called and written down for each check of crop_yields_builtin. Runs on the student's side of the wall."""

import torch
from torch import nn
from torch.nn import functional
from torch.optim import SGD
from torch.utils.data import DataLoader, TensorDataset

from autograder.errors import Unfit
from autograder.labs.probes import record_model
from autograder.trace import Counted, Measure, Quantity
from autograder.worker import Given, Recorder, Student, as_array, describe, parts

EPOCHS_OF_A_LOADER = 2


def make_loader(student: Student, given: Given, record: Recorder) -> None:
    inputs, targets = given.tensors("inputs", "targets")
    loader = student.make_loader(inputs, targets, given["batch_size"], given["shuffle"])
    if not issubclass(type(loader), DataLoader):
        raise Unfit("make_loader", "a DataLoader", describe(loader))
    torch.manual_seed(given["seed"])
    for epoch in range(1, EPOCHS_OF_A_LOADER + 1):
        batches = []
        for batch in loader:
            batches.append(parts("a batch", batch, ("xb", "yb")))
            if len(batches) > len(inputs):  # more batches than rows: it may never end
                break
        record.count(f"number of batches in epoch {epoch}", len(batches))
        for number, (xb, yb) in enumerate(batches, start=1):
            record.tensor(f"xb {number} of epoch {epoch}", xb)
            record.tensor(f"yb {number} of epoch {epoch}", yb)


def make_model(student: Student, given: Given, record: Recorder) -> None:
    x, y = given.tensors("x", "y")
    units = torch.eye(given["n_features"], dtype=x.dtype, device=x.device)
    rows = {"zeros": torch.zeros_like(x), "x": x, "y": y, "x + y": x + y, "unit rows": units}
    model = student.make_model(given["n_features"], given["n_targets"])
    record_model(record, "make_model", model, given.tensor("fill"), rows)


def fit(student: Student, given: Given, record: Recorder) -> None:
    def run(epochs: int) -> tuple[nn.Linear, object]:
        model = _linear(given)
        rows = TensorDataset(*given.tensors("inputs", "targets"))
        loader, loss = DataLoader(rows, given["batch_size"]), getattr(functional, given["loss"])
        losses = student.fit(epochs, model, loss, SGD(model.parameters(), lr=given["lr"]), loader)
        return model, losses

    last, losses = run(given["num_epochs"])
    record.series(Quantity(measure=Measure.LOSS, step=1, counted=Counted.EPOCH), losses)
    for epochs in (1, 2):
        if epochs < given["num_epochs"]:
            _record_model(record, run(epochs)[0], epochs)
    _record_model(record, last, given["num_epochs"])


def predict(student: Student, given: Given, record: Recorder) -> None:
    predictions = record.tensor("predictions", student.predict(_linear(given), given.tensor("x")))
    record.flag("the predictions carry a gradient", predictions.requires_grad)


def _linear(given: Given) -> nn.Linear:
    w, b = given.tensors("w", "b")
    model = nn.Linear(w.shape[1], w.shape[0], dtype=w.dtype, device=w.device)
    with torch.no_grad():
        model.weight.copy_(w)
        model.bias.copy_(b)
    return model


def _record_model(record: Recorder, model: nn.Linear, epochs: int) -> None:
    for name, parameter in (("weight", model.weight), ("bias", model.bias)):
        quantity = Quantity(name, Measure.PARAMETER, epochs, Counted.EPOCHS)
        record.array(quantity, *as_array(quantity.name(), parameter))
