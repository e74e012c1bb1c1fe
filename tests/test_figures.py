"""The tutorials' own figures, from our solutions and our stubs, to the digits that the tutorials print."""

import itertools
import json
import re
from pathlib import Path

import pytest
import torch

from autograder.labs.stubs import stub_of
from tests.modules import load, solution
from tests.places import SOLUTIONS

FIGURES = json.loads((Path(__file__).parent / "figures.json").read_text())


class TestSlopeAndBias:
    """IBM's line: 60 rows without noise, from w = -15, b = -10."""

    @pytest.mark.parametrize("lr", [0.1, 0.2])
    def test_losses_and_path_of_the_noise_free_line(self, lr):
        lab = solution("slope_and_bias")
        X = torch.arange(-3, 3, 0.1)
        Y = 1 * X - 1
        published = FIGURES["ibm"][f"clean_lr{lr}"]

        _, _, losses = lab.train_model(X, Y, *_start(-15.0, -10.0), lr, 15)
        path = lab.descent_path(X, Y, *_start(-15.0, -10.0), lr, 15)

        assert losses == pytest.approx(published["losses"], rel=2e-5)
        assert path.tolist() == [pytest.approx(row, rel=1e-5) for row in published["params"]]

    def test_gradients_of_the_first_steps(self):
        lab = solution("slope_and_bias")
        X = torch.arange(-3, 3, 0.1)
        published = FIGURES["ibm"]["clean_lr0.1"]

        for (w, b), gradients in zip(published["params"][:5], published["grads"][:5], strict=True):
            w, b = _start(w, b)
            lab.criterion(lab.forward(X, w, b), X - 1).backward()
            assert (w.grad.item(), b.grad.item()) == pytest.approx(gradients, rel=1e-5)

    def test_the_repaired_loops_that_the_solution_shows_compute_what_its_short_form_does(self):
        X = torch.linspace(-3, 3, 7)
        text = (SOLUTIONS / "slope_and_bias.py").read_text(encoding="utf-8")
        loops = re.search(r"^    #     Z = torch\.zeros.*?mean\(\)$", text, re.MULTILINE | re.DOTALL)[0]
        W, B, Z = solution("slope_and_bias").error_surface(X, 2 * X - 1, 4.0, 3.0, 5)
        space = {"torch": torch, "X": X, "Y": 2 * X - 1, "W": W, "B": B, "n_samples": 5}

        exec(loops.replace("    #     ", ""), space)

        torch.testing.assert_close(space["Z"], Z)


class TestRunawaySquare:
    """The forum's square."""

    def test_two_becomes_six_becomes_minus_58_8(self):
        walk = solution("runaway_square").descend(2.0, 9.0, 0.1, 2)

        assert [f"{x:.1f}" for x in walk] == ["2.0", "6.0", "-58.8"]

    def test_losses_on_the_way(self):
        x = solution("runaway_square").descend(2.0, 9.0, 0.1, 1)

        assert [(value**2 - 9) ** 2 for value in x] == [25.0, 729.0]

    def test_thirty_rows_of_the_loop_that_accumulates(self):
        stub = load("runaway_square", stub_of("runaway_square"))

        walk = stub.descend(1.0, 9.0, 0.01, 30)

        rows = [[f"{(before**2 - 9) ** 2:.2f}", f"{after:.4f}"] for before, after in itertools.pairwise(walk)]
        assert rows == [[f"{loss:.2f}", f"{x:.4f}"] for loss, x in FIGURES["fastai_accumulate_trace"]]


def _start(*values):
    return tuple(torch.tensor(value, requires_grad=True) for value in values)
