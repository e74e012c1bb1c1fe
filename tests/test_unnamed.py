"""What a card says of a mistake that has no name: only what the student's own numbers prove."""

import pytest

from autograder.labs.catalogue import lab_named
from autograder.labs.slope_and_bias import properties
from autograder.student.card import card
from autograder.student.wording import differences, exceptions
from tests.places import SOLUTIONS

TRAIN = "slope_and_bias.train_model"
SLIPS = {
    "a count of its own": (
        TRAIN,
        ("range(iters)", "range(15)"),
        ["✓ losses 1 to 15 match", "✗ the number of losses after 1 update", differences.COUNT_OF_A_LOOP],
    ),
    "what came in is returned": (
        TRAIN,
        ("return w, b, losses", "return w * 0 - 15, b, losses"),
        ["✓ losses 1 to 15 match", "✗ w after 1 update", "= the w that was given", differences.OF_KIN["given"]],
    ),
    "return inside the loop": (
        TRAIN,
        ("        b.grad = None\n", "        b.grad = None\n        return w, b, losses\n"),
        ["✗ the number of losses", differences.RETURNS_IN_LOOP],
    ),
    "two results of three": (
        TRAIN,
        ("return w, b, losses", "return w, b"),
        [exceptions.UNFIT_VALUES[r"^\(all\) expected \d+ results"]],
    ),
    "no return": (TRAIN, ("    return w, b, losses\n", ""), [exceptions.UNFIT_VALUES[r"^\(all\) .*got None$"]]),
    "not finite": (
        TRAIN,
        ("lr * w.grad", "lr * w.grad / 0"),
        ["✗ what step 1 takes off w, divided by lr", differences.NOT_FINITE],
    ),
    "a factor of two": (TRAIN, ("lr * w.grad", "2 * lr * w.grad"), ["= 2 * -95.19053", differences.OF_KIN["multiple"]]),
    "half of it": (
        "univariate.analytic_gradients",
        ("gw = (2 * e * x).mean()", "gw = (e * x).mean()"),
        ["✗ gw", "= -47.0074 / 2", differences.OF_KIN["multiple"]],
    ),
    "the other sign": (
        "slope_and_bias.criterion",
        ("return ", "return -"),
        ["= -1 * 835.7258", differences.OF_KIN["negative"]],
    ),
    "the other one": (
        "univariate.analytic_gradients",
        ("return gw, gb", "return gb, gw"),
        ["✗ gw", "= what gb should be", differences.OF_KIN["swapped"]],
    ),
    "None for a gradient": (
        "univariate.analytic_gradients",
        ("return gw, gb", "return gw, None"),
        ["✗ gb: expected a number, got None", exceptions.UNFIT_VALUES["expected a number, got None$"]],
    ),
    "a little is no multiple": (
        "passenger_sheet.predict",
        ("return X @ coef", "return (X @ coef).clamp(min=0)"),
        [differences.IS_ZERO],
    ),
    "what was given is moved": (
        "slope_and_bias.compare_learning_rates",
        ("    return ", "    with torch.no_grad():\n        w += 1\n    return "),
        ["✗ the given w, afterwards", differences.ARGUMENT_CHANGED],
    ),
    "a loss without a way back": (
        "slope_and_bias.criterion",
        ("return ((yhat - y) ** 2).mean()", "return torch.tensor(((yhat - y) ** 2).mean().item(), requires_grad=True)"),
        ["✗ gradient of the loss[0]", differences.NO_WAY_BACK],
    ),
    "another shape": (
        "slope_and_bias.forward",
        ("return w * x + b", "return (w * x + b).reshape(-1, 1)"),
        ["✗ the shape of yhat", differences.SHAPES["axis of one"]],
    ),
    "another dtype": (
        "slope_and_bias.forward",
        ("return w * x + b", "return (w * x + b).double()"),
        ["✗ the dtype of yhat", differences.UNNAMED_OF_KIND["dtype"]],
    ),
    "it lies on its side": (
        "crop_yields.model",
        ("return x @ w.T + b", "return (x @ w.T + b).T"),
        ["✗ the shape of predictions", differences.SHAPES["turned"]],
    ),
    "one for each row": (
        "slope_and_bias.criterion",
        (".mean()", ""),
        ["✗ the shape of loss", differences.SHAPES["not reduced"]],
    ),
    "one loss for a series": (
        TRAIN,
        ("return w, b, losses", "return w, b, losses[-1]"),
        ["got a float", exceptions.UNFIT_VALUES[r"expected a list of numbers.*got (a float|.*shape \(\))"]],
    ),
    "what the call before left over": (
        TRAIN,
        ("    losses = []\n", "    losses = train_model.__dict__.setdefault('kept', [])\n"),
        ["= 15 (of the call before) + 1", differences.OF_KIN["left over"]],
    ),
    "a loss of another step": (
        "crop_yields_builtin.fit",
        ("    return history", "    return history[:1] + history[:-1]"),
        ["= what loss of epoch 1 should be", differences.OF_KIN["another step"]],
    ),
    "the first loss": (
        TRAIN,
        ("losses.append(loss.item())", "losses.append(loss.item() + 1)"),
        [differences.FIRST_LOSS],
    ),
    "a later loss": (
        TRAIN,
        ("losses.append(loss.item())", "losses.append(loss.item() + (len(losses) > 2))"),
        [differences.LATER_LOSS.format(last=3, step=4)],
    ),
    "the first update": (TRAIN, ("w -= lr * w.grad", "w -= lr * w.grad.sign()"), [differences.FIRST_GRADIENT]),
    "a later update": (
        TRAIN,
        ("w -= lr * w.grad", "w -= lr * (w.grad if len(losses) < 2 else w.grad.sign())"),
        [differences.LATER_GRADIENT.format(step=2)],
    ),
    "an update that is off by little": (
        "univariate.fit_polynomial",
        ("b -= lr * b.grad", "b -= 1.01 * lr * b.grad"),
        ["✓ losses 1 to 6 match", "✗ b after 1 update", differences.LATER_LOSSES.format(step=1)],
    ),
    "another one than the last": (TRAIN, ("return w, b, losses", "return w + 1, b, losses"), [differences.RETURNED]),
    "one line only": (
        "slope_and_bias.plot_losses",
        ("    return ax", "    ax.get_legend().remove()\n    return ax"),
        [properties.LEGEND],
    ),
}


def shown(grader, name, change):
    lab, _, function = name.partition(".")
    source = (SOLUTIONS / f"{lab}.py").read_text(encoding="utf-8")
    head, found, tail = source.partition(f"def {function}(")
    assert change[0] in tail
    wrong = (head + found + tail.replace(*change, 1)).encode()
    (verdict,) = grader.grade(lab, wrong, "lab.py", [lab_named(lab).check(function)])
    return verdict, "\n".join(card(verdict, "lab.py", wrong))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_what_it_shows(grader, slip):
    name, change, lines = SLIPS[slip]
    verdict, said = shown(grader, name, change)

    assert verdict.status == "fail" and not verdict.misconception
    assert [line for line in lines if line not in said] == [], said
    assert [said.index(line) for line in lines] == sorted(said.index(line) for line in lines)


def test_no_series_is_praised_that_was_not_returned(grader):
    _, said = shown(grader, "slope_and_bias.compare_learning_rates", ("return ", "return [[1.0]] or "))

    assert "✓" not in said
