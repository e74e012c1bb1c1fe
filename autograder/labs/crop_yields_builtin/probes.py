"""What is called and written down for each check of crop_yields_builtin. Runs on the student's side of the wall."""

import torch
from torch import nn
from torch.nn import functional
from torch.optim import SGD
from torch.utils.data import DataLoader, TensorDataset

from autograder.errors import Unfit
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
    model = student.make_model(given["n_features"], given["n_targets"])
    if not issubclass(type(model), nn.Module):
        raise Unfit("make_model", "an nn.Module", describe(model))
    model = model.to(device=x.device, dtype=x.dtype)
    model(x)  # a lazy layer makes its parameters when it meets its first rows
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    record.count("number of trained parameters", sum(parameter.numel() for parameter in trained))
    # Numbers that are known to be none of them 0: a model may start anywhere, from zeros too.
    fill = given.tensor("fill")
    for parameter in trained:
        values = fill.repeat(-(-parameter.numel() // len(fill)))
        fill = fill.roll(-parameter.numel())
        with torch.no_grad():
            parameter.copy_(values[: parameter.numel()].reshape(parameter.shape))
    rows = {"zeros": torch.zeros_like(x), "x": x, "y": y, "x + y": x + y}
    units = torch.eye(given["n_features"], dtype=x.dtype, device=x.device)
    for name, row in {**rows, "unit rows": units}.items():
        record.tensor(f"model({name})", model(row))


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
