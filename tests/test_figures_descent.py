"""The figures of univariate and roller_coaster, to the digits that their tutorials print, and what each defect does."""

import math

import pytest
import torch

from autograder.labs.answers.inputs import columns
from autograder.labs.stubs import functions_as_given, stub_of
from tests.modules import load, solution


def _table(name, *wanted):
    return tuple(torch.tensor(column) for column in columns(name, *wanted))


def _leaves(*values):
    return tuple(torch.tensor(value, requires_grad=True) for value in values)


def _printed(values, digits):
    return [f"{value.item():.{digits}f}" for value in values]


class TestUnivariate:
    """CSDN's fifteen points, from the line that its generator of random numbers drew."""

    START = (-0.18817946, 0.0)

    def test_first_loss_and_both_pairs_of_gradients(self):
        lab = solution("univariate")
        x, y = _table("univariate", "x", "y")
        w, b = _leaves(*self.START)

        assert _printed([lab.get_loss(w * x + b, y)], 4) == ["13.2937"]
        assert _printed(lab.analytic_gradients(x, y, w.detach(), b.detach()), 4) == ["-47.0074", "-6.9313"]
        assert _printed(lab.autograd_gradients(x, y, w, b), 4) == ["-47.0074", "-6.9313"]

    def test_ten_losses(self):
        x, y = _table("univariate", "x", "y")

        _, _, losses = solution("univariate").fit_line(x, y, *_leaves(*self.START), 0.01, 11)

        published = [0.46915704, 0.23152295, 0.22683243, 0.22645453, 0.22615781]
        published += [0.22586422, 0.22557203, 0.22528137, 0.22499223, 0.22470456]
        # The last of their eight digits are the rounding of float32, and differ from machine to machine.
        assert losses[1:] == pytest.approx(published, abs=3e-7)

    def test_a_polynomial_of_degree_one_is_the_line(self):
        lab = solution("univariate")
        x, y = _table("univariate", "x", "y")

        _, _, losses = lab.fit_polynomial(x, y, *_leaves([self.START[0]], self.START[1]), 0.01, 5)

        assert losses == pytest.approx(lab.fit_line(x, y, *_leaves(*self.START), 0.01, 5)[2], rel=1e-6)

    def test_the_broken_loss_is_the_same_for_every_target(self):
        stub = load("univariate", stub_of("univariate"))
        x, y = _table("univariate", "x", "y")

        losses = [stub.get_loss(0.3 * x, targets).item() for targets in (y, y + 5, -y)]

        assert losses[0] == losses[1] == losses[2] == solution("univariate").get_loss(0.3 * x, y).item()

    def test_the_broken_fit_clears_a_gradient_that_is_not_there(self):
        stub = load("univariate", stub_of("univariate"))
        x, y = _table("univariate", "x", "y")

        with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'zero_'"):
            stub.fit_line(x, y, *_leaves(*self.START), 0.01, 2)

    @pytest.mark.filterwarnings("ignore:The .grad attribute of a Tensor that is not a leaf")
    def test_the_broken_fit_loses_its_leaf_once_it_is_moved(self):
        text = functions_as_given("univariate")["fit_line"]
        half_mended = load("univariate", f"import torch\n\n\n{text}".replace(".grad.zero_()", ".grad = None"))
        x, y = _table("univariate", "x", "y")

        assert len(half_mended.fit_line(x, y, *_leaves(*self.START), 0.01, 1)[2]) == 1
        with pytest.raises(TypeError, match="NoneType"):
            half_mended.fit_line(x, y, *_leaves(*self.START), 0.01, 2)


class TestRollerCoaster:
    """The book's ride, with the numbers that PyTorch draws from its seed, and the notebook's twenty points."""

    @staticmethod
    def ride():
        torch.manual_seed(42)
        time = torch.arange(0, 20).float()
        speed = torch.randn(20) * 3 + 0.75 * (time - 9.5) ** 2 + 1
        return time, speed, torch.randn(3).requires_grad_()

    def test_the_table_is_what_the_book_draws(self):
        time, speed, _ = self.ride()
        table = _table("roller_coaster", "time", "speed")

        assert torch.equal(table[0], time)
        assert table[1].tolist() == pytest.approx(speed.tolist(), rel=1e-6)

    def test_first_loss_and_its_gradient(self):
        lab = solution("roller_coaster")
        time, speed, params = self.ride()
        loss = lab.mse(lab.f(time, params), speed)
        loss.backward()

        assert loss.item() == pytest.approx(25823.8086, rel=1e-6)
        assert params.grad.tolist() == pytest.approx([-53195.8633, -3419.7148, -253.8908], rel=1e-6)

    def test_losses_from_the_first_step_to_the_tenth(self):
        time, speed, params = self.ride()

        _, losses = solution("roller_coaster").fit_speed(time, speed, params, 1e-5, 11)

        assert losses[1] == pytest.approx(5435.5356, rel=1e-6)
        assert losses[10] == pytest.approx(676.9537, rel=1e-6)

    def test_that_is_not_the_floor(self):
        time, speed, _ = self.ride()

        params, floor = solution("roller_coaster").best_quadratic(time, speed)

        assert floor < 10
        assert solution("roller_coaster").mse(solution("roller_coaster").f(time, params), speed) == pytest.approx(
            floor, rel=1e-4
        )

    def test_mean_absolute_error_of_the_notebook(self):
        lab = solution("roller_coaster")
        x, y = _table("quadratic", "x", "y")
        (params,) = _leaves([1.1, 1.1, 1.1])
        loss = lab.mae(lab.f(x, params), y)
        loss.backward()

        assert _printed([loss], 4) == ["2.4219"]
        assert _printed(params.grad, 4) == ["-1.3529", "-0.0316", "-0.5000"]

    def test_the_broken_fit_moves_what_it_was_given_and_adds_slopes_up(self):
        stub = load("roller_coaster", stub_of("roller_coaster"))
        time, speed, params = self.ride()
        start = params.detach().clone()
        right, _ = solution("roller_coaster").fit_speed(time, speed, params, 1e-5, 1)

        once, _ = stub.fit_speed(time, speed, params, 1e-5, 1)

        assert torch.allclose(once, right), "the first step is right"
        assert torch.allclose(params, right) and not torch.allclose(params, start), "the backup has moved along"
        _, losses = stub.fit_speed(time, speed, start.clone().requires_grad_(), 1e-5, 11)
        assert losses[1] == pytest.approx(5435.5356, rel=1e-6)
        assert losses[10] > 3 * 676.9537


class TestRoughGround:
    """A remedy that makes things worse."""

    def test_the_broken_probability_prefers_worse_places_and_is_none(self):
        stub = load("rough_ground", stub_of("rough_ground"))

        assert stub.acceptance_probability(1.0, 2.0, 0.5) == pytest.approx(math.exp(2))
        assert stub.acceptance_probability(2.0, 1.0, 0.5) == pytest.approx(math.exp(-2))
        with pytest.raises(ZeroDivisionError):
            stub.acceptance_probability(1.0, 2.0, 0.0)

    def test_the_right_probability(self):
        lab = solution("rough_ground")

        assert lab.acceptance_probability(1.0, 2.0, 0.5) == pytest.approx(math.exp(-2))
        assert [lab.acceptance_probability(2.0, new, 0.0) for new in (1.0, 2.0, 3.0)] == [1.0, 1.0, 0.0]
