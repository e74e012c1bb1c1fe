"""The lab's tests as an instructor writes them by hand: calls, and right values beside them, in the student's own process.

They are what the peers grade with. `right(…)` stands for a value that the instructor took from the solution: it becomes
a number in the test that is handed to the peer. The published inputs come first, then some that no student has seen.
"""

import ast

from autograder.labs.answers.inputs import columns
from tests.places import SOLUTIONS

HEAD = """
import torch

def close(got, expected):
    got, expected = torch.as_tensor(got).detach().float(), torch.tensor(expected)
    return got.shape == expected.shape and torch.allclose(got, expected, rtol=1e-4, atol=1e-4)

def leaf(value):
    return torch.tensor(value, requires_grad=True)

line = torch.tensor(right(line[0])), torch.tensor(right(line[1]))
fresh = torch.tensor([[0.5], [1.5], [-0.25], [2.0]]), torch.tensor([[0.1], [2.9], [-1.0], [3.2]])
"""

TESTS = {
    "forward": """
assert close(forward(line[0], leaf(-15.0), leaf(-10.0)), right(forward(line[0], leaf(-15.0), leaf(-10.0))))
assert close(forward(fresh[0], leaf(1.75), leaf(-0.6)), right(forward(fresh[0], leaf(1.75), leaf(-0.6))))
""",
    "criterion": """
for x, y, expected in (
    (-15.0 * line[0] - 10.0, line[1], right(criterion(-15.0 * line[0] - 10.0, line[1]))),
    (fresh[0], fresh[1], right(criterion(*fresh))),
):
    yhat = x.clone().requires_grad_()
    loss = criterion(yhat, y)
    loss.backward()
    assert close(loss, expected)
    assert close(yhat.grad, (2 * (x - y) / len(x)).tolist())
""",
    "train_model": """
w, b, losses = train_model(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)
assert close([float(loss) for loss in losses], right(train_model(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)[2]))
assert close(w, right(train_model(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)[0]))
assert close(b, right(train_model(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)[1]))
w, b, losses = train_model(*fresh, leaf(3.0), leaf(-2.0), 0.06, 5)
assert close([float(loss) for loss in losses], right(train_model(*fresh, leaf(3.0), leaf(-2.0), 0.06, 5)[2]))
assert close(w, right(train_model(*fresh, leaf(3.0), leaf(-2.0), 0.06, 5)[0]))
assert close(b, right(train_model(*fresh, leaf(3.0), leaf(-2.0), 0.06, 5)[1]))
""",
    "compare_learning_rates": """
def numbers(series):
    return [[float(loss) for loss in losses] for losses in series]

w, b = leaf(-15.0), leaf(-10.0)
assert close(numbers(compare_learning_rates(*line, w, b)), right(compare_learning_rates(*line, leaf(-15.0), leaf(-10.0))))
assert close(w, -15.0) and close(b, -10.0)
series = compare_learning_rates(*fresh, leaf(3.0), leaf(-2.0), [0.02, 0.14, 0.07], 4)
assert close(numbers(series), right(compare_learning_rates(*fresh, leaf(3.0), leaf(-2.0), [0.02, 0.14, 0.07], 4)))
""",
    "plot_losses": """
for losses in (([835.7, 175.8, 55.2, 26.2], [835.7, 62.1, 12.7, 4.2]), ([9.0, 4.0, 1.0], [8.0, 2.0])):
    ax = plot_losses(*losses)
    lines = [[float(value) for value in drawn.get_ydata()] for drawn in ax.get_lines()]
    assert all(any(len(drawn) == len(loss) and close(drawn, loss) for drawn in lines) for loss in losses)
    legend = ax.get_legend() or ax.figure.legends[0]
    assert len(legend.get_texts()) >= 2
    assert ax.get_xlabel() and ax.get_ylabel()
""",
    "error_surface": """
for grid, expected in zip(error_surface(*line, 30, 40, 6), right(error_surface(*line, 30, 40, 6))):
    assert close(grid, expected)
for grid, expected in zip(error_surface(*fresh, 4, 11, 5), right(error_surface(*fresh, 4, 11, 5))):
    assert close(grid, expected)
""",
    "descent_path": """
path = descent_path(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)
assert close(path, right(descent_path(*line, leaf(-15.0), leaf(-10.0), 0.1, 15)))
path = descent_path(*fresh, leaf(3.0), leaf(-2.0), 0.05, 4)
assert close(path, right(descent_path(*fresh, leaf(3.0), leaf(-2.0), 0.05, 4)))
""",
}


def tests_of(lab):
    """Return `{function: text}`: each function's test with the right values written in."""
    known = {"line": columns("line", "x", "y")}
    exec((SOLUTIONS / f"{lab.name}.py").read_text(encoding="utf-8"), known)
    head = _filled_in(HEAD, known)
    exec(head, known)
    return {function: f"{head}\n{_filled_in(test, known)}" for function, test in TESTS.items()}


def _filled_in(text, known):
    return ast.unparse(_Right(known).visit(ast.parse(text)))


class _Right(ast.NodeTransformer):
    """Put the value of `right(…)` in its place."""

    def __init__(self, known):
        self._known = known

    def visit_Call(self, node):
        self.generic_visit(node)
        if getattr(node.func, "id", "") != "right":
            return node
        value = eval(compile(ast.Expression(node.args[0]), "solution", "eval"), self._known)
        return ast.parse(repr(_plain(value)), mode="eval").body


def _plain(value):
    """Return tensors, arrays and what holds them as numbers and lists, to seven digits."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if hasattr(value, "tolist"):
        return _plain(value.tolist())
    return float(f"{value:.7g}")
