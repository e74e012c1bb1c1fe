"""Pictures: the command line that writes them, and whether they show the right numbers."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.pictures import Annealing, Coefficients, ErrorSurface, Fits, Losses, Step, Walk, pictures_of
from autograder.student.pictures import style
from autograder.student.pictures.error_surface import step
from autograder.student.pictures.reading import parameter_paths, series_paths
from autograder.student.pictures.renderer import DRAW, rendered
from autograder.student.pictures.style import styled
from autograder.student.pictures.surface import surface_of
from autograder.trace import LOSSES, Measure
from tests.overlays import FOLDER
from tests.places import ROOT, SOLUTIONS
from tests.test_command_line import GRADKIT, run

FIGURES = json.loads((ROOT / "tests" / "figures.json").read_text())
DRAWN = [(lab.name, picture) for lab in all_labs() for picture in pictures_of(lab.name)]
IN_README = ROOT / "autograder" / "student" / "pictures" / "slope_and_bias-step.png"
# Of 255, on average: letters may lie a little otherwise where another FreeType draws them.
SAME = 0.5
# The reference is drawn first, then the student's, over it.
REFERENCE, STUDENT = 0, 1


def source_of(lab, wrong=""):
    source = (SOLUTIONS / f"{lab}.py").read_bytes()
    return source + b"\n\n" + (FOLDER / "wrong" / lab / f"{wrong}.py").read_bytes() if wrong else source


def recorded(grader, lab, picture, source):
    """Return what became of the picture's function, and its pairs."""
    return grader.trace_pairs(lab_named(lab).check(picture.function), picture.probe, source, f"{lab}.py")


def figure_of(grader, lab, kind, wrong=""):
    """Return the figure, its picture and its pairs."""
    picture = next(picture for picture in pictures_of(lab) if isinstance(picture, kind))
    status, pairs = recorded(grader, lab, picture, source_of(lab, wrong))
    assert status is None
    with styled():
        return DRAW[kind](picture, pairs), picture, pairs


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def walked(ax):
    """Return the lines with a marker for every point, in the order in which they were drawn."""
    return [
        line.get_xydata() for line in ax.lines if line.get_marker() in ("s", "o") and line.get_linestyle() != "None"
    ]


def pixels(path):
    return np.asarray(Image.open(path).convert("L"), dtype=np.float64)


class TestCommandLine:
    def test_the_pictures_of_a_lab_are_written_and_named(self, warm, tmp_path):
        done = warm(
            GRADKIT, "plot", "slope_and_bias", "--submission", "solutions", "--out", tmp_path / "new" / "here", "--gif"
        )

        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        names = ["surface.png", "step.png", "step.gif", "losses.png"]
        assert done.stdout.split() == [str(tmp_path / "new" / "here" / f"slope_and_bias-{name}") for name in names]
        for path in map(Path, done.stdout.splitlines()):
            data = path.read_bytes()
            if path.suffix == ".gif":
                assert data.startswith(b"GIF89a")
            else:
                width, height = size(data)
                assert 1000 <= width <= 1300 and 500 <= height <= 900, "readable at 100 % on a laptop"

    def test_a_wrong_submission_has_its_pictures_too(self, tmp_path):
        (tmp_path / "slope_and_bias.py").write_bytes(source_of("slope_and_bias", "no-zero-grad"))

        done = run(GRADKIT, "plot", "slope_and_bias.train_model", "--submission", tmp_path, "--out", tmp_path)

        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 2
        drawn, shown = (pixels(folder / IN_README.name) for folder in (tmp_path, IN_README.parent))
        assert drawn.shape == shown.shape
        assert np.abs(drawn - shown).mean() < SAME, "draw it again: README.md says how"

    def test_check_draws_what_was_tried(self, warm, tmp_path):
        done = warm(GRADKIT, "check", "--submission", "solutions", "--plots", tmp_path / "p")

        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in (tmp_path / "p").iterdir()) == sorted(
            f"{lab}-{picture.name}.png" for lab, picture in DRAWN
        )
        assert str(tmp_path / "p" / "runaway_square-walk.png") in done.stdout

    def test_what_is_not_written_yet_is_said_in_a_line(self, warm, tmp_path):
        done = warm(GRADKIT, "plot", "slope_and_bias.train_model", "--out", tmp_path / "p")

        assert done.returncode == 1
        assert done.stdout == ""
        assert "train_model is not written yet" in done.stderr
        assert not (tmp_path / "p").exists()

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (
                ["rough_ground.minibatches"],
                "minibatches has no picture; type: gradkit plot followed by one of slope_and_bias",
            ),
            (["slope_and_bias.forward"], "slope_and_bias.forward has no picture"),
            (["roller_coaster", "--gif"], "no picture of single steps; type: gradkit plot roller_coaster"),
            (["slope_and_bias", "--step", "16"], "--step 16: type a number from 0, the start, to 15"),
            (["slope_and_bias", "--step", "x"], "type: gradkit plot --help"),
            (["mountains"], "there is no lab mountains"),
            (["univariate", "--submission", "datasets"], "univariate.py"),
            (["univariate", "--submission", "solutions", "--out", "README.md"], "name another folder: --out FOLDER"),
        ],
    )
    def test_arguments_that_cannot_be_used_get_one_line(self, warm, arguments, said):
        done = warm(GRADKIT, "plot", *arguments)

        assert done.returncode == 2
        assert done.stdout == ""
        assert said in done.stderr
        assert done.stderr.count("\n") == 1

    def test_a_folder_that_cannot_be_written_stops_a_check_before_it_begins(self):
        done = run(GRADKIT, "check", "--plots", "README.md")

        assert (done.returncode, done.stdout) == (2, "")
        assert "--plots FOLDER" in done.stderr


@pytest.mark.parametrize(("lab", "picture"), DRAWN, ids=[f"{lab}-{picture.name}" for lab, picture in DRAWN])
class TestEveryPicture:
    def test_it_has_a_title_labels_and_a_legend(self, grader, lab, picture):
        _, pairs = recorded(grader, lab, picture, source_of(lab))
        with styled():
            figure = DRAW[type(picture)](picture, pairs)

        assert figure.get_suptitle().startswith(picture.title)
        names = [text.get_text() for text in figure.legends[0].get_texts()]
        assert any("yours" in name for name in names)
        assert any("the reference's" in name for name in names)
        labels = (
            {ax.get_xlabel() for ax in figure.axes} | {ax.get_ylabel() for ax in figure.axes} | {figure.get_supylabel()}
        )
        assert len(labels - {""}) >= 2

    def test_it_shows_published_cases_only(self, grader, lab, picture):
        status, pairs = recorded(grader, lab, picture, source_of(lab))

        assert status is None
        assert pairs
        assert all(pair.case.published for pair in pairs)
        assert len(pairs) == len(lab_named(lab).check(picture.function).published_cases())

    def test_a_broken_report_is_a_status_and_no_traceback(self, grader, lab, picture):
        source = source_of(lab) + f"\n\ndef {picture.function}(*args, **kwargs):\n    return None\n".encode()

        assert recorded(grader, lab, picture, source) == ("fail", [])
        assert recorded(grader, lab, picture, b"def f(:") == ("error", [])
        assert recorded(grader, lab, picture, b"")[1] == []


class TestNumbers:
    def test_the_ways_on_the_map_are_those_that_were_walked(self, grader):
        figure, picture, pairs = figure_of(grader, "slope_and_bias", ErrorSurface, "no-zero-grad")
        paths = parameter_paths(pairs[0], picture.descent)

        reference, student, *_ = walked(figure.axes[1])

        np.testing.assert_array_equal(reference, paths.right)
        np.testing.assert_array_equal(student, paths.student)
        np.testing.assert_array_equal(reference[0], [-15, -10])
        assert paths.parted == 2
        assert "they part at step 2" in [text.get_text() for text in figure.legends[0].get_texts()]

    def test_the_height_of_the_way_is_the_loss_that_was_recorded(self, grader):
        _, picture, pairs = figure_of(grader, "slope_and_bias", ErrorSurface)
        paths = parameter_paths(pairs[0], picture.descent)

        surface = surface_of(pairs[0].case, picture.descent.inputs, paths)

        np.testing.assert_allclose(surface.loss(paths.right[:-1]), pairs[0].right[LOSSES], rtol=1e-4)
        assert (surface.low < paths.right.min(axis=0)).all() and (surface.high > paths.right.max(axis=0)).all()

    def test_the_same_step_stands_on_both_sides(self, grader):
        picture = next(picture for picture in pictures_of("slope_and_bias") if isinstance(picture, Step))
        _, pairs = recorded(grader, "slope_and_bias", picture, source_of("slope_and_bias", "no-zero-grad"))
        paths = parameter_paths(pairs[0], picture.descent)

        for number in (0, 1, 7, 15):
            with styled():
                figure = step(picture, pairs, number)
            line = next(line for line in figure.axes[0].lines if line.get_label() == "yours")
            x, y = line.get_xdata(), line.get_ydata()
            slope = (y[1] - y[0]) / (x[1] - x[0])
            np.testing.assert_allclose([slope, y[0] - slope * x[0]], paths.student[number])
            np.testing.assert_array_equal(walked(figure.axes[1])[STUDENT][-1], paths.student[number])
            assert f"after update {number} of 15" in figure.get_suptitle()

    def test_losses_are_those_of_the_tutorial_and_of_the_student(self, grader):
        figure, _, pairs = figure_of(grader, "slope_and_bias", Losses, "no-zero-grad")
        lines = {line.get_label(): line for line in figure.axes[0].lines}

        for number, rate in ((1, "0.1"), (2, "0.2")):
            for who, trace in (("yours", pairs[0].student), ("the reference's", pairs[0].right)):
                line = lines[f"learning rate {rate}, {who}"]
                np.testing.assert_array_equal(line.get_ydata(), trace[LOSSES.of_what(f"run {number}")])
                np.testing.assert_array_equal(line.get_xdata(), np.arange(1, 16))
        assert "they part at update 3" in lines

    def test_the_walk_runs_away_as_in_the_thread(self, grader):
        figure, _, _ = figure_of(grader, "runaway_square", Walk)

        away, parabola, home, _ = figure.axes
        np.testing.assert_allclose(walked(away)[STUDENT][:, 1], [2, 6, -58.8], rtol=1e-5)
        np.testing.assert_allclose(walked(parabola)[REFERENCE][:, 1], np.square([2, 6, -58.8]), rtol=1e-5)
        assert walked(home)[STUDENT][-1, 1] == pytest.approx(3, abs=1e-3)

    def test_the_annealer_goes_uphill_and_is_refused(self, grader):
        figure, _, _ = figure_of(grader, "rough_ground", Annealing)

        steps, curve = figure.axes
        np.testing.assert_allclose(walked(steps)[STUDENT][:, 1], [2.0, 1.0, 1.5, 1.5, 1.5])
        np.testing.assert_allclose(walked(curve)[REFERENCE][:, 1], np.square([2.0, 1.0, 1.5, 1.5, 1.5]))
        refused = next(line for line in steps.lines if line.get_label() == "refused, the reference's")
        np.testing.assert_allclose(refused.get_xydata(), [[3, 2.5], [4, 2.0]])

    def test_the_coefficients_are_those_that_were_found(self, grader):
        figure, picture, pairs = figure_of(grader, "passenger_sheet", Coefficients)

        assert [ax.get_title().split()[1] for ax in figure.axes] == ["1", "500"]
        for ax, pair in zip(figure.axes, reversed(pairs), strict=True):
            for bars, trace in zip(ax.containers, (pair.right, pair.student), strict=True):
                np.testing.assert_allclose([bar.get_width() for bar in bars], trace["coefficients"], rtol=1e-6)
        assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == list(picture.columns)

    def test_every_step_of_the_ride_has_its_parabola(self, grader):
        figure, picture, pairs = figure_of(grader, "roller_coaster", Fits, "fit_speed-no-zero-grad")
        paths = parameter_paths(pairs[0], picture.descent)

        assert len(figure.axes) == 12
        for number, ax in enumerate(figure.axes):
            line = next(line for line in ax.lines if line.get_label() == "the reference's")
            a, b, c = paths.right[number]
            t = line.get_xdata()
            np.testing.assert_allclose(line.get_ydata(), a * t**2 + b * t + c, atol=1e-9)
        assert figure.axes[2].get_title() == "after step 2: they part"
        assert "time (s)" in {ax.get_xlabel() for ax in figure.axes}

    def test_the_animation_has_every_step(self, grader):
        from io import BytesIO

        from PIL import Image

        picture = next(picture for picture in pictures_of("slope_and_bias") if isinstance(picture, Step))
        _, pairs = recorded(grader, "slope_and_bias", picture, source_of("slope_and_bias"))
        with styled():
            data = style.gif_of([step(picture, pairs, number) for number in (0, 1, 2)])

        assert pairs[0].case.values[picture.descent.updates] == 15
        with Image.open(BytesIO(data)) as image:
            assert (image.n_frames, image.size) == (3, (1200, 560))


@pytest.mark.parametrize("wild", ["float('nan')", "-1e300", "0.0"], ids=["nan", "huge", "zero"])
class TestWildNumbers:
    """Whatever a student's numbers are, a picture is drawn and nothing is printed."""

    def test_parameters_and_losses(self, grader, wild, capfd):
        source = (
            source_of("slope_and_bias")
            + (
                "\n\ndef train_model(X, Y, w, b, lr, iters):\n"
                f"    return {wild}, {wild}, [{wild}] * iters\n"
                "\n\ndef compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):\n"
                f"    return [[{wild}] * 3000, []]\n"
            ).encode()
        )

        for picture in pictures_of("slope_and_bias"):
            size(rendered(picture, recorded(grader, "slope_and_bias", picture, source)[1]))
        assert capfd.readouterr() == ("", "")

    def test_walks_fits_and_bars(self, grader, wild, capfd):
        walk = source_of("runaway_square") + f"\n\ndef descend(x, y, lr, steps): return [x] + [{wild}] * steps".encode()
        fit = (
            source_of("roller_coaster")
            + (
                "\n\ndef fit_speed(time, speed, params, lr, steps):\n"
                f"    return params.detach() * 0 + {wild}, [{wild}] * steps\n"
            ).encode()
        )

        dice = source_of("rough_ground") + f"\n\ndef anneal(f, x, *dice): return [{wild}] * 3000".encode()
        sheet = (
            source_of("passenger_sheet")
            + f"\n\ndef solve(X, y, *how): return torch.full((3,), {wild}, dtype=torch.float64)".encode()
        )

        wild_ones = {"runaway_square": walk, "roller_coaster": fit, "rough_ground": dice, "passenger_sheet": sheet}
        for lab, source in wild_ones.items():
            for picture in pictures_of(lab):
                size(rendered(picture, recorded(grader, lab, picture, source)[1]))
        assert capfd.readouterr() == ("", "")


def test_series_far_too_long_are_cut(grader):
    source = source_of("runaway_square") + b"\n\ndef descend(x, y, lr, steps): return [1.0] * 200_000"
    picture = pictures_of("runaway_square")[0]
    _, pairs = recorded(grader, "runaway_square", picture, source)

    assert len(series_paths(pairs[0], Measure.PARAMETER, picture.parameter).student) == 6
