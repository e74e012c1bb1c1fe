"""What `gradkit lab new` finds out about functions, by reading and by calling them."""

import pytest

from autograder.labs.catalogue import all_labs
from autograder.teaching.new_lab.look import Looker, cases_of
from autograder.teaching.new_lab.solution import solution_of

LABS = all_labs()
# What takes models, loaders, tables by name, batches or a function beside numbers is for its author to call.
BY_HAND = {
    "crop_yields_builtin": {"make_loader", "fit", "predict"},
    "passenger_sheet": {"features", "predict", "mean_loss"},
    "rough_ground": {"anneal", "sgd_epoch"},
}


def found_in(text, name="lab"):
    solution = solution_of(name, text)
    looker = Looker(name, solution.text.encode(), f"{name}.py")
    return {function.name: looker.found(function) for function in solution.functions}


def shapes_of(docstring, parameters="x, y, w"):
    solution = solution_of("lab", f'def f({parameters}):\n    """{docstring}"""\n')
    return {parameter.name: parameter.shape for parameter in solution.functions[0].parameters}


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_most_functions_of_the_shipped_labs_are_found_out(lab):
    found = found_in(lab.solution.read_text(encoding="utf-8"), lab.name)

    unknown = {name for name, one in found.items() if one.kind == "unknown" or one.reason}
    assert unknown == BY_HAND.get(lab.name, set())


@pytest.mark.parametrize("lab", LABS, ids=lambda lab: lab.name)
def test_descents_and_losses_of_the_shipped_labs_are_known_as_such(lab):
    found = found_in(lab.solution.read_text(encoding="utf-8"), lab.name)

    by_probe = {"record_fit": "descent", "record_loss_of": "loss"}
    probes = (lab.folder / "probes.py").read_text(encoding="utf-8").splitlines()
    told = {line.split()[0]: by_probe[word] for line in probes for word in by_probe if f"= partial({word}," in line}
    told = {name: kind for name, kind in told.items() if name in found}
    assert {name: found[name].kind for name in told} == told


@pytest.mark.parametrize(
    ("docstring", "shapes"),
    [
        ("The mean of the (n,) numbers x, 0-d.", {"x": ("n",), "y": None, "w": None}),
        ("Returns the (n,) predictions for x of shape (n, d).", {"x": ("n", "d"), "y": None, "w": None}),
        ("`x`, `y` are `(N,)` or `(N, 1)`, and `w` is 0-d.", {"x": ("N",), "y": ("N",), "w": ()}),
        ("`x` (in seconds) and `y` are (n, 1).", {"x": ("n", "1"), "y": ("n", "1"), "w": None}),
        ("Returns `(x, y)`, and (w, x, y) later.", {"x": None, "y": None, "w": None}),
        ("`w = (a, b, c)` stands for three.", {"x": None, "y": None, "w": None}),
        ("x: (n, d) floats\n    y: tensor of shape (n,)", {"x": ("n", "d"), "y": ("n",), "w": None}),
        ("`x` and `y` are floats, `w` has shape (3,).", {"x": ("float",), "y": ("float",), "w": ("3",)}),
    ],
)
def test_shapes_are_read_from_docstrings(docstring, shapes):
    assert shapes_of(docstring) == shapes


def test_published_inputs_do_not_depend_on_the_seed_and_fresh_ones_do():
    (one,) = found_in('def f(x, w):\n    """Return w * x, of shape (n,)."""\n    return w * x\n').values()

    first, second = (cases_of(one.function, one.inputs, seed) for seed in (1, 2))
    assert first[0].published and not any(case.published for case in first[1:])
    assert (first[0].arrays["x"] == second[0].arrays["x"]).all()
    assert not (first[1].arrays["x"] == second[1].arrays["x"]).any()


def test_an_endless_call_ends():
    (one,) = found_in('def f(x):\n    """Never ends."""\n    while True:\n        pass\n').values()

    assert one.kind == "unknown" and "longer than" in one.reason
