"""The text of a lab's files, from what was found out about its functions."""

import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from autograder.teaching.new_lab import templates
from autograder.teaching.new_lab.guess import Input
from autograder.teaching.new_lab.layout import WIDTH, imports, laid_out, quoted
from autograder.teaching.new_lab.look import Found, kind_of

# What a function is worth, and which pattern shows the like, by its kind.
POINTS = {"descent": 10, "loss": 3, "values": 3, "batches": 3}
OTHER_POINTS = 2
PATTERNS = {"descent": "descent", "loss": "one-number", "plot": "chart", "model": "layer"}
# The body of a probe, and what it imports.
Body: TypeAlias = tuple[str, dict[str, list[str]]]
_WORKER, _PROBES, _TRACE = "autograder.worker", "autograder.labs.probes", "autograder.trace"


@dataclass(frozen=True)
class Probe:
    """The text of a function's probe, or the line that makes it of one that several labs have; and what these import."""

    text: str
    imports: Mapping[str, Sequence[str]]
    is_partial: bool = False


def probes_text(lab: str, probes: Sequence[Probe]) -> str:
    """Return the module of the probes."""
    wanted: dict[str, list[str]] = {
        _WORKER: [] if all(probe.is_partial for probe in probes) else ["Given", "Recorder", "Student"]
    }
    for probe in probes:
        for module, names in probe.imports.items():
            wanted[module] = [*wanted.get(module, []), *names]
    partials = "".join(f"{probe.text}\n" for probe in probes if probe.is_partial)
    written = "".join(probe.text for probe in probes if not probe.is_partial)
    wanted = {module: names for module, names in wanted.items() if names or module == "torch"}
    return templates.PROBES.format(
        lab=lab, imports=imports(wanted), partials=f"\n{partials}" if partials else "", probes=written
    )


def probe_of(found: Found, takes_leaves: bool) -> Probe:
    """Return the probe of a function; `takes_leaves` tells whether a descent works on parameters that want gradients."""
    name, inputs = found.function.name, {one.name: one for one in found.inputs}
    if found.kind == "loss" and len(inputs) == 2 and next(iter(inputs)) == found.watched:
        _, targets = found.inputs
        if targets.given == f'given.tensor("{targets.name}")':
            text = templates.PARTIAL_LOSS.format(function=name, first=found.watched, second=targets.name)
            return Probe(text, {"functools": ["partial"], _PROBES: ["record_loss_of"]}, is_partial=True)
    if found.kind == "descent" and takes_leaves and _is_fit(found):
        return _partial_fit(found)
    body, wanted = _BODIES.get(found.kind, _value)(found)
    wanted |= {"torch": []} if "torch." in body else {}
    return Probe(templates.PROBE.format(function=name, body=body), wanted)


def _is_fit(found: Found) -> bool:
    """Tell whether a descent is called as `f(x, y, *parameters, lr, updates)`."""
    roles = ["parameter" if one.is_parameter else "data" if one.is_array else one.role for one in found.inputs]
    plain = all(
        one.given.startswith("given.") and not one.given.endswith(".long()") for one in found.inputs if one.is_array
    )
    return plain and roles == ["data", "data", *["parameter"] * len(found.parameters), "rate", "count"]


def _partial_fit(found: Found) -> Probe:
    name = found.function.name
    first, second, *_ = [one.key for one in found.inputs]
    updates = found.name_for("count")
    descent = f'Descent("{name}", ({quoted([first, second])}), ({quoted(found.parameters)}), "{updates}")'
    text = f"{name} = partial(record_fit, descent={descent})"
    wanted = {"functools": ["partial"], "autograder.labs.pictures": ["Descent"], _PROBES: ["record_fit"]}
    return Probe(text, wanted, is_partial=True)


def _arguments(found: Found, instead: Mapping[str, str]) -> list[str]:
    """Return what a call of the student's function gets, in order; `instead` are other arguments for some parameters."""
    sources = [(one, instead.get(one.name, one.given)) for one in found.handed]
    in_order = [parameter.name for parameter in found.function.parameters][: len(sources)]
    if in_order != [one.name for one, _ in sources]:
        return [f"{one.name}={source}" for one, source in sources]
    arguments: list[str] = []
    for method, group in itertools.groupby(sources, key=lambda source: _method(*source)):
        run = [*group]
        keys = [f'"{one.key}"' for one, _ in run]
        if method and len(keys) > 1:
            arguments.append(f"*given.{_OF_SEVERAL[method]}({', '.join(keys)})")
        else:
            arguments += [source for _, source in run]
    return arguments


_OF_SEVERAL = {"tensor": "tensors", "leaf": "leaves"}


def _method(one: Input, source: str) -> str:
    """Return which method of `Given` hands an input over as it is; "" where it is more than that."""
    return next((method for method in _OF_SEVERAL if source == f'given.{method}("{one.key}")'), "")


def _with_call(
    found: Found,
    around: tuple[str, str],
    told: Mapping[str, str] | None = None,
    instead: Mapping[str, str] | None = None,
    indent: int = 4,
) -> str:
    """Return a statement with the call of the student's function in it; a long call stands on lines of its own."""
    before, after = (part.format(function=found.function.name, **(told or {})) for part in around)
    arguments, call = _arguments(found, instead or {}), f"student.{found.function.name}("
    line = f"{' ' * indent}{before}{call}{', '.join(arguments)}){after}"
    if len(line) <= WIDTH:
        return line
    return f"{laid_out(f'result = {call}', arguments, ')', indent)}\n{' ' * indent}{before}result{after}"


def _loss(found: Found) -> Body:
    told = {"watched": found.watched}
    call = _with_call(found, templates.LOSS, told, {found.watched: found.watched})
    return f"{templates.WATCHED.format(**told)}\n{call}", {_WORKER: ["record_loss"]}


def _descent(found: Found) -> Body:
    updates = found.name_for("count")
    told = {"quoted": quoted([*found.parameters, "losses"])}
    call = _with_call(found, templates.FITTED, told, {updates: "updates"}, indent=8)
    body = templates.DESCENT.format(call=call, parameters=quoted(found.parameters), updates=updates)
    return body, {"collections.abc": ["Sequence"], _WORKER: ["parts", "record_descent"]}


def _batches(found: Found) -> Body:
    (first, *_) = found.results[0]
    names = found.function.returned if found.function.is_generator else ()
    names = names if len(names) == len(first) else ("xb", "yb") if len(first) == 2 else _numbered(len(first))
    return _with_call(found, templates.BATCHES, told={"quoted": quoted(names)}), {_PROBES: ["record_batches"]}


def _runs(found: Found) -> Body:
    return _with_call(found, templates.RUNS) + templates.OF_RUNS, {_TRACE: ["LOSSES"], _WORKER: ["list_of_series"]}


def _plot(found: Found) -> Body:
    return _with_call(found, templates.PLOT), {_PROBES: ["record_axes"]}


def _model(found: Found) -> Body:
    return _with_call(found, templates.MODEL), {_PROBES: ["record_model"]}


def _unknown(found: Found) -> Body:
    return templates.UNKNOWN.format(function=found.function.name), {}


def _value(found: Found) -> Body:
    returned = found.function.returned
    arguments = {one.key for one in found.inputs}
    name = returned[0] if len(returned) == 1 and returned[0] not in arguments else found.function.name
    quantity, wanted = _quantity(name, found.kind)
    return _with_call(found, templates.VALUE, told={"method": found.kind, "quantity": quantity}), wanted


def _values(found: Found) -> Body:
    function, parts = found.function, found.results[0]
    names = function.returned if len({*function.returned}) == len(parts) else _numbered(len(parts))
    variables = [name.replace(" ", "_") for name in names]
    lines = [_with_call(found, templates.VALUES, told={"names": ", ".join(variables), "quoted": quoted(names)})]
    wanted = {_WORKER: ["parts"]}
    for name, variable, part in zip(names, variables, parts, strict=True):
        kind = kind_of(part) or ""
        method = kind if kind != "tensor" else "grid" if part.ndim else "number"
        quantity, more = _quantity(name, kind)
        wanted |= {module: [*wanted.get(module, []), *of_module] for module, of_module in more.items()}
        lines.append(templates.RECORDED.format(method=method, quantity=quantity, variable=variable))
    return "\n".join(lines), wanted


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(f"result {number}" for number in range(1, count + 1))


def _quantity(name: str, kind: str) -> Body:
    """Return how a quantity is written, and what that takes."""
    if kind != "series":
        return f'"{name}"', {}
    if "loss" in name:
        return "LOSSES", {_TRACE: ["LOSSES"]}
    return f'Quantity("{name}", Measure.PARAMETER, counted=Counted.PLACE)', {_TRACE: ["Counted", "Measure", "Quantity"]}


_BODIES: dict[str, Callable[[Found], Body]] = {
    "loss": _loss,
    "descent": _descent,
    "values": _values,
    "batches": _batches,
    "runs": _runs,
    "plot": _plot,
    "model": _model,
    "unknown": _unknown,
}


def mistakes_text(lab: str, found: Iterable[Found]) -> str:
    """Return the module of the general mistakes that can be made in functions; "" where there is none."""
    wanted, bodies = {"Mistake"}, []
    for one in found:
        if one.mistakes:
            body, names = _MISTAKES[one.mistakes]
            is_descent = one.mistakes == "descent"
            rate = one.name_for("rate") if is_descent else "lr"
            told = {
                "updates": one.name_for("count") if is_descent else "",
                "parameters": quoted(one.parameters or ("",)),
            }
            told["rate"] = f', rate="{rate}"' if rate != "lr" else ""
            bodies.append(body.format(lab=lab, function=one.function.name, **told))
            wanted |= {*names}
    imported = {"collections.abc": ["Iterator"], "autograder.labs.answers.faulty": sorted(wanted)}
    return templates.MISTAKES.format(lab=lab, imports=imports(imported), body="\n".join(bodies)) if bodies else ""


_MISTAKES = {
    "line": (templates.OF_A_LINE, ("LOSSES", "fitter", "wrong_fits")),
    "square": (templates.OF_A_SQUARE, ("LOSSES", "forms")),
    "descent": (templates.OF_A_DESCENT, ("wrong_descents",)),
}


def mistakes_toml(changes: Mapping[str, Mapping[str, str]], found: Iterable[Found]) -> str:
    """Return the file of the mistakes that are changes of the solution, with an example where a function has none yet."""
    functions = []
    for one in found:
        lines = [
            templates.CHANGE.format(slug=slug, change=json.dumps(change))
            for slug, change in changes[one.function.name].items()
        ]
        if not lines and not one.mistakes:
            lines = [
                templates.EXAMPLE.format(was=one.function.source.strip().split("\n")[-1].strip().replace('"', "'"))
            ]
        if lines:
            functions.append(templates.MISTAKES_OF.format(function=one.function.name, changes="\n".join(lines)))
    return templates.MISTAKES_TOML.format(functions="".join(functions))


def lab_toml(order: int, title: str, found: Sequence[Found], points: Mapping[str, int]) -> str:
    """Return `lab.toml`: points as they are known or usual, and three empty hints for each function."""
    checks = [
        templates.CHECK.format(
            function=one.function.name,
            points=points.get(one.function.name, POINTS.get(one.kind, OTHER_POINTS)),
            more=_more(one),
        )
        for one in found
    ]
    return templates.LAB_TOML.format(order=order, title=title.replace('"', "'"), checks="".join(checks))


def _more(found: Found) -> str:
    lines = [f'pattern = "{PATTERNS[found.kind]}"\n'] if found.kind in PATTERNS else []
    names = [parameter.name for parameter in found.function.parameters]
    if found.inputs and {one.key for one in found.inputs} != {*names}:
        listed = ", ".join(f'"{name}"' for name in names)
        lines.append(f"parameters = [{listed}]\n")
    return "".join(lines)


def lesson_text(title: str, about: str, found: Iterable[Found]) -> str:
    """Return the story of a solution's lesson: what its docstring says, and where each function stands."""
    functions = [templates.FUNCTION.format(function=one.function.name) for one in found]
    return "\n\n".join([templates.ABOUT.format(title=title, about=about), *functions])


def inputs_of(found: Iterable[Found]) -> list[tuple[str, tuple[Input, ...]]]:
    """Return the functions with their inputs, as `cases_text` takes them."""
    return [(one.function.name, one.inputs) for one in found]
