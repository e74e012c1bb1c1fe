"""What a function takes and gives back, found by calling it: guesses are tried until one works."""

import contextlib
import importlib
import io
import itertools
import os
import re
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.errors import UsageProblem
from autograder.teaching.new_lab import wording
from autograder.teaching.new_lab.cases import cases_text
from autograder.teaching.new_lab.guess import ROWS, Call, Input, Inputs, array_of_numbers, guesses
from autograder.teaching.new_lab.solution import Function
from autograder.trace import Case

# What a call may take, in seconds, and how many guesses are tried.
PATIENCE, GUESSES = 2.0, 60
# A generator that yields more has no end.
MOST_BATCHES = 1000
# Fresh inputs are drawn from the first; from the others, to see whether a guess holds for any.
SEED, *OTHER_SEEDS = range(1, 31)
_LOSS = re.compile(r"loss|mse|mae|entropy|criterion|cost|nll|error|hinge|objective|risk|likelihood", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """What is known of a function: its inputs, its kind, what a call on each case returned; or why it is unknown.

    `watched` is the input by which a loss is differentiated, `mistakes` which of the known ones are the function's.
    """

    function: Function
    inputs: Inputs = ()
    kind: str = "unknown"
    results: tuple[Any, ...] = ()
    watched: str = ""
    mistakes: str = ""
    reason: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """What a descent moves, by name."""
        return tuple(one.key for one in self.inputs if one.is_parameter)

    @property
    def handed(self) -> Inputs:
        """The inputs that the function gets: not the start that it chooses itself."""
        return tuple(one for one in self.inputs if one.given)

    def name_for(self, role: str) -> str:
        """Return the parameter of a role."""
        return next(one.name for one in self.inputs if one.role == role)


class Looker:
    """A solution whose functions are called. Raises `UsageProblem` where it cannot be imported."""

    def __init__(self, lab: str, source: bytes, filename: str) -> None:
        os.environ.setdefault("MPLBACKEND", "Agg")
        from autograder.worker import Student

        self._source, self._load = source.decode(), lambda text: Student(f"{lab} looked at", text.encode(), filename)
        try:
            with _in_time(), _quietly():
                self._solution = self._load(self._source)
        except Exception as problem:
            raise UsageProblem(wording.NOT_IMPORTED, problem=_said(problem)) from None

    def found(self, function: Function, calls: Sequence[Call] = ()) -> Found:
        """Return what is known of a function."""
        if function.problem:
            return Found(function, reason=function.problem)
        reason, doubtful = "", None
        for inputs in itertools.islice(guesses(function, calls), GUESSES):
            try:
                found = self._classified(Found(function, inputs, results=self._results(function, inputs)))
            except TimeoutError as problem:  # and so would be all others
                return Found(function, reason=str(problem))
            except Exception as problem:
                reason = reason or wording.RAISES.format(problem=_said(problem))
                continue
            if not (doubt := self._doubt(found)):
                return found
            doubtful = doubtful or replace(found, reason=doubt)
        return doubtful or Found(function, reason=reason)

    def _doubt(self, found: Found) -> str:
        """Return what goes wrong with inputs of other seeds, "" where nothing does."""
        for seed in OTHER_SEEDS if found.kind != "unknown" else ():
            try:
                self._results(found.function, found.inputs, seed=seed)
            except Exception as problem:
                return wording.NOT_ALWAYS.format(problem=_said(problem))
        return ""

    def _results(
        self, function: Function, inputs: Inputs, instead: Mapping[str, str] | None = None, seed: int = SEED
    ) -> tuple[Any, ...]:
        """Return what each case's call returns; `instead` are other arguments for some parameters, as Python's source."""
        results = tuple(self._call(function, inputs, case, instead or {}) for case in cases_of(function, inputs, seed))
        if not all(map(_is_finite, results)):
            raise ValueError(wording.NOT_FINITE)
        return results

    def _call(self, function: Function, inputs: Inputs, case: Case, instead: Mapping[str, str]) -> Any:
        from autograder.worker import Given
        from autograder.worker.state import settle

        settle(SEED, "cpu")
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")
        names = {"given": Given(case), "function": getattr(self._solution, function.name)}
        names["torch"] = importlib.import_module("torch")
        arguments = [f"{one.name}={instead.get(one.name, one.given)}" for one in inputs if one.given]
        with _in_time(), _quietly():
            result = eval(f"function({', '.join(arguments)})", names)
            return list(itertools.islice(result, MOST_BATCHES)) if function.is_generator else result

    def _classified(self, found: Found) -> Found:
        result, function = found.results[0], found.function
        kind = "batches" if function.is_generator else kind_of(result)
        if kind == "tensor" and result.ndim == 0 and _LOSS.search(f"{function.name} {function.docstring}"):
            return self._as_loss(found)
        if kind == "values":
            return self._as_descent(found)
        if kind == "model":
            return _with_rows(found)
        reason = "" if kind else wording.RETURNS.format(what=type(result).__name__)
        return replace(found, kind=kind or "unknown", reason=reason)

    def _as_loss(self, found: Found) -> Found:
        """Return a loss, or a value where no input can be differentiated by."""
        order = ("scores", "probabilities", "weight", "bias", "rows")
        for one in sorted((one for one in found.inputs if one.role in order), key=lambda one: order.index(one.role)):
            watched = {one.name: f'given.watched("{one.key}")'}
            with contextlib.suppress(Exception):
                if all(result.requires_grad for result in self._results(found.function, found.inputs, watched)):
                    return replace(found, kind="loss", watched=one.name, mistakes=self._mistakes_of_loss(found))
        return replace(found, kind="tensor")

    def _mistakes_of_loss(self, found: Found) -> str:
        """Return "square" for the mean squared error."""
        arrays = [one for one in found.inputs if one.is_array and "rows" in one.fresh]
        of_two = len(arrays) == len(found.inputs) == 2 and arrays[0].fresh == arrays[1].fresh
        cases = cases_of(found.function, found.inputs)
        if of_two and all(
            np.isclose(np.mean(np.square(np.subtract(*case.arrays.values()))), float(result), rtol=1e-4)
            for case, result in zip(cases, found.results, strict=True)
        ):
            return "square"
        return ""

    def _as_descent(self, found: Found) -> Found:
        """Return a descent, which gives back parameters and a loss for each update; or several values."""
        values = replace(found, kind="values")
        counts = [one for one in found.inputs if one.role == "count"]
        if len(counts) != 1 or not any(one.role == "rate" for one in found.inputs):
            return values
        cases = cases_of(found.function, found.inputs)
        updates = [case.values[counts[0].key] for case in cases]
        if not all(_is_series(result[-1], count) for result, count in zip(found.results, updates, strict=True)):
            return values
        found = self._with_start(found, counts[0].name)
        shapes = [
            [case.arrays[name].shape for name in found.parameters] for case in cases_of(found.function, found.inputs)
        ]
        fitted = [[getattr(part, "shape", ()) for part in result[:-1]] for result in found.results]
        if not found.parameters or [*map(list, shapes)] != [[tuple(shape) for shape in one] for one in fitted]:
            return values
        return replace(found, kind="descent", mistakes=self._mistakes_of_descent(found))

    def _with_start(self, found: Found, count: str) -> Found:
        """Return a descent with the start that it chooses itself among its inputs, where that is zeros."""
        if found.parameters:
            return found
        with contextlib.suppress(Exception):
            starts = self._results(found.function, found.inputs, {count: "0"})
            if any(float(abs(part).max()) for start in starts for part in start[:-1]):
                return found
            published, fresh = ([f"np.zeros({_size(part)})" for part in starts[n][:-1]] for n in (0, -1))
            sources = zip(found.function.returned, published, fresh, strict=False)
            start = tuple(Input(name, "weight", "", name, first, later, True) for name, first, later in sources)
            return replace(found, inputs=(*start, *found.inputs))
        return found

    def _mistakes_of_descent(self, found: Found) -> str:
        """Return "line" for a line by its mean squared error, else "descent" where the start is handed in."""
        if any(one.is_parameter and not one.given for one in found.inputs):
            return ""
        from autograder.labs.answers.faulty import fitter
        from autograder.worker import Given

        order = [one.role for one in found.inputs]
        if order == ["rows", "targets", "weight", "bias", "rate", "count"]:
            case = cases_of(found.function, found.inputs)[0]
            given, names = Given(case), [one.key for one in found.inputs]
            arrays = [given.tensor(name) for name in names[:4]]
            with contextlib.suppress(Exception):
                *_, losses = fitter()(*arrays, given["lr"], given[names[-1]])
                if np.allclose(losses, [float(loss) for loss in found.results[0][-1]], rtol=1e-4):
                    return "line"
        return "descent"

    def results_with(self, found: Found, changed: str) -> tuple[Any, ...] | None:
        """Return the results where a function has another text; None where that does not run."""
        right = self._solution
        try:
            self._solution = self._load(self._source.replace(found.function.source, changed))
            return self._results(found.function, found.inputs)
        except Exception:
            return None
        finally:
            self._solution = right

    def takes_leaves(self, found: Found) -> bool:
        """Tell whether a function works on parameters that want gradients."""
        leaves = {one.name: one.given.replace("given.tensor", "given.leaf") for one in found.inputs if one.is_parameter}
        with contextlib.suppress(Exception):
            return bool(self._results(found.function, found.inputs, leaves))
        return False


def _said(problem: Exception) -> str:
    return f"{type(problem).__name__}: {problem}".split("\n")[0]


def _with_rows(found: Found) -> Found:
    """Return a function that makes a model, with rows for that and numbers for its parameters among the inputs."""
    widths = [next(part.shape[1] for part in model.parameters() if part.ndim == 2) for model in found.results]
    cases = cases_of(found.function, found.inputs)
    names = (one.key for one in found.inputs if [case.values[one.key] for case in cases] == widths)
    axis = next(names, str(widths[0]))
    numbers = "np.linspace(0.2, 2.0, 37)"
    rows = array_of_numbers("x", (ROWS, widths[0]))
    x = Input("x", "rows", "", "x", rows, f"draw.normal(0.5, 1.0, (rows, {axis}))", True)
    fill = Input("fill", "rows", "", "fill", numbers, f"draw.permutation({numbers})", True)
    return replace(found, kind="model", inputs=(x, fill, *found.inputs))


def cases_of(function: Function, inputs: Inputs, seed: int = SEED) -> tuple[Case, ...]:
    """Return the cases that the text which is going to be written yields."""
    names: dict[str, Any] = {}
    exec(cases_text("a lab", [(function.name, inputs)]), names)
    return tuple(names[function.name](np.random.default_rng(seed)))


def kind_of(result: Any) -> str | None:
    """Return what a returned value is; None of what cannot be recorded."""
    kinds = {kind.__name__ for kind in type(result).__mro__ if kind.__module__.startswith(("torch", "matplotlib"))}
    if "Tensor" in kinds:
        return "mask" if str(result.dtype) == "torch.bool" else "tensor" if result.is_floating_point() else "grid"
    if kinds & {"Axes", "Module"}:
        return "plot" if "Axes" in kinds else "model"
    if isinstance(result, (bool, np.bool_)):
        return "flag"
    if isinstance(result, np.ndarray):
        return "mask" if result.dtype == bool else "grid"
    if isinstance(result, (int, float, np.number)):
        return "number"
    return _kind_of_sequence(result) if isinstance(result, (list, tuple)) and result else None


def _kind_of_sequence(result: Sequence[Any]) -> str | None:
    inner = {kind_of(element) for element in result}
    if isinstance(result, list) and inner == {"number"}:
        return "series"
    if isinstance(result, list) and inner == {"series"}:
        return "runs"
    if isinstance(result, list) and inner == {"values"} and len({len(element) for element in result}) == 1:
        return "batches"
    recorded = inner <= {"mask", "tensor", "grid", "flag", "number", "series"}
    return "values" if isinstance(result, tuple) and recorded else None


def _is_series(value: Any, count: int) -> bool:
    return (isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) == 1) and len(value) == count


def _is_finite(result: Any) -> bool:
    if isinstance(result, (list, tuple)):
        return all(map(_is_finite, result))
    if hasattr(result, "detach"):
        result = result.detach().numpy()
    return not isinstance(result, (float, np.ndarray, np.number)) or bool(np.isfinite(result).all())


def _size(part: Any) -> str:
    size = tuple(getattr(part, "shape", ()))
    return str(size[0]) if len(size) == 1 else str(size)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        yield


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    """Raise `TimeoutError` where a call takes too long, where the system has such an alarm."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(wording.NO_END.format(seconds=PATIENCE))

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
