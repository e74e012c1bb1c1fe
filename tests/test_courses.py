"""A course of somebody's own, away from the package: every command serves it as it serves the one that is shipped."""

import csv
import functools
import json
import sys
import zipfile

import pytest

from tests.checkout import environment_of
from tests.courses import FROM_ZERO, LAB, RIGHT, hands_in, written
from tests.places import ROOT

GRADKIT = [sys.executable, "-m", "autograder"]


@pytest.fixture
def course(tmp_path):
    """The course, with a stub for its students."""
    folder = written(tmp_path / "statistics")
    stub = folder / "exercises" / f"{LAB}.py"
    stub.parent.mkdir()
    stub.write_text(RIGHT.replace("    return x.mean()", '    raise NotImplementedError("write centre here")'))
    return folder


@pytest.fixture
def gradkit(warm, course):
    """Return a function that runs a command in the course's folder."""
    return functools.partial(warm, GRADKIT, env=environment_of(ROOT), cwd=course)


class TestAStudent:
    def test_the_board_is_found_from_within_the_folder(self, gradkit, course):
        done = gradkit(cwd=course / "exercises")

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.split()[:5] == [LAB, "·", "centre", "–", "variance"]
        assert f"Next: write centre in {LAB}.py:8" in done.stdout and "0 of 5 points" in done.stdout

    def test_the_folder_can_be_named(self, gradkit, course):
        done = gradkit("check", "--course", course, "--submission", course / "solutions", cwd="/")

        assert done.returncode == 0, done.stderr
        assert "5 of 5 points" in done.stdout

    def test_pytest_can_be_told_of_it(self, warm, course):
        command = [sys.executable, "-m", "pytest"]
        done = warm(command, "-p", "no:cacheprovider", "autograder/", "--course", course, "--lab", f"{LAB}.centre")

        assert f"Next: write centre in {course}/exercises/{LAB}.py:8" in done.stdout
        assert "1 not started" in done.stdout

    def test_a_mistake_of_the_lab_has_its_name_and_its_hint(self, gradkit, course):
        (course / "exercises" / f"{LAB}.py").write_text(FROM_ZERO)

        told = json.loads(gradkit("check", f"{LAB}.variance", "--json").stdout)
        card = gradkit("check").stdout
        hint = gradkit("hint", f"{LAB}.variance").stdout

        assert (told["status"], told["misconception"]) == ("fail", "from-zero")
        assert "variance(x=[1.5, 1.75, 2.5])" in card and "From where is each distance taken?" in card
        assert "variance(torch.tensor([1., 2.]))   # 0.25, yours 2.5" in card
        assert "Results like yours are those of people who take distances from 0." in hint
        assert (course / "exercises" / ".gradkit.json").exists()

    def test_its_exercises_are_laid_out_where_a_student_wants_them(self, gradkit, course, tmp_path):
        said, mine = gradkit("init", "../mine").stdout, tmp_path / "mine"

        assert said == "Your exercises are in ../mine/exercises. Next, type: cd ../mine && gradkit watch\n"
        assert (mine / "exercises" / f"{LAB}.py").read_text().count("raise NotImplementedError") == 2
        assert {path.name for path in mine.rglob("*.csv")} == {"heights.csv"} and not (mine / "solutions").exists()
        (mine / "exercises" / f"{LAB}.py").write_text(FROM_ZERO)
        told = json.loads(gradkit("check", f"{LAB}.variance", "--json", cwd=mine).stdout)
        assert told["misconception"] == "from-zero"

    def test_an_end_without_words_of_its_lab(self, gradkit, course):
        (course / "exercises" / f"{LAB}.py").write_text(RIGHT)

        done = gradkit(env={**environment_of(ROOT), "GRADKIT_LANGUAGE": "de"})

        assert (done.returncode, done.stderr) == (0, "")
        assert (
            "5 von 5 Punkten" in done.stdout and "Was du jetzt" not in done.stdout and "Content-Type" not in done.stdout
        )

    def test_where_no_lab_has_a_picture_none_is_named(self, gradkit):
        done = gradkit("plot", LAB)

        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"gradkit: {LAB} has no picture, nor has any other lab of this course\n"

    def test_a_stub_comes_back(self, gradkit, course):
        done = gradkit("reset", LAB, "--yes")

        assert done.returncode == 0, done.stderr
        assert (course / "exercises" / f"{LAB}.py").read_text().count("raise NotImplementedError") == 2


class TestAnInstructor:
    def test_a_class_is_graded(self, gradkit, course, tmp_path):
        hands_in(tmp_path / "class", "ada", RIGHT)
        hands_in(tmp_path / "class", "bea", FROM_ZERO)

        done = gradkit("grade", tmp_path / "class", "--out", tmp_path / "graded")

        assert done.returncode == 0, done.stderr
        rows = csv.DictReader((tmp_path / "graded" / "grades.csv").read_text().splitlines())
        grades = {row["student_id"]: row for row in rows}
        assert (grades["ada"]["score"], grades["bea"]["score"], grades["ada"]["max_score"]) == ("5", "2", "5")
        assert "take distances from 0" in (tmp_path / "graded" / "report.html").read_text()

    def test_what_changes_in_the_course_is_graded_anew(self, gradkit, course, tmp_path):
        hands_in(tmp_path / "class", "ada", RIGHT)
        gradkit("grade", tmp_path / "class", "--out", tmp_path / "graded")
        (course / "datasets" / "heights.csv").write_text("height\n1.0\n2.0\n")

        done = gradkit("grade", tmp_path / "class", "--out", tmp_path / "graded", "--dry-run")

        assert "1 to be graded again" in done.stdout

    def test_another_teacher_gets_the_whole_of_it(self, gradkit, course, tmp_path):
        (course / "labs" / "misconceptions.toml").write_text("")
        gradkit("init", "../theirs", "--teacher")

        kept = {path.relative_to(course): path.read_bytes() for path in course.rglob("*.*") if path.suffix != ".pyc"}
        theirs = tmp_path / "theirs"
        laid_out = {path.relative_to(theirs): path.read_bytes() for path in theirs.rglob("*.*")}
        assert laid_out.keys() == kept.keys()
        assert {path.name for path in laid_out if laid_out[path] != kept[path]} == {f"{LAB}.py"}, "its stub"

    def test_the_students_kit_holds_no_answer(self, gradkit, course, tmp_path, warm):
        (course / "gradkit.toml").write_text(
            f'labs = ["{LAB}", "runaway_square"]\nseed = "77777777"\npoints = {{ "{LAB}.centre" = 7 }}\n'
        )
        done = gradkit("kit", tmp_path / "kit.zip")
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(tmp_path / "kit.zip") as archive:
            archive.extractall(tmp_path)
        kit = tmp_path / "gradkit"
        texts = {path: path.read_bytes() for path in kit.rglob("*") if path.is_file()}

        assert not [path for path, text in texts.items() if b"centre(x)) ** 2" in text or b"77777777" in text]
        assert not [path for path in texts if {"answers", "solutions"} & set(path.relative_to(kit).parts)]
        assert {path.stem for path in (kit / "exercises").glob("*.py")} == {LAB, "runaway_square"}
        assert (kit / "datasets" / "heights.csv").exists()
        page = (kit / "README.md").read_text()
        assert f"exercises/{LAB}.py" in page and f"{LAB}.centre" in page
        assert "slope_and_bias" not in page and "exercises/README.md" not in page

        (kit / "exercises" / f"{LAB}.py").write_text(FROM_ZERO)
        checked = warm(GRADKIT, "check", LAB, cwd=kit, env=environment_of(kit), checkout=kit)
        assert "From where is each distance taken?" in checked.stdout and "7 of 10 points" in checked.stdout

    def test_the_margins_of_its_mistakes_are_told(self, gradkit):
        done = gradkit("doctor", "--margins")

        assert done.returncode == 0, done.stdout + done.stderr
        assert [line.split()[-1] for line in done.stdout.splitlines()[1:]] == ["sum-not-mean", "from-zero"]


READS_THE_ANSWERS = """
import importlib, pathlib
FOUND = []
for path in ({solution!r}, {cases!r}, {toml!r}):
    try:
        FOUND.append(pathlib.Path(path).read_text())
    except OSError:
        pass
for module in ("answers.cases", "answers.mistakes"):
    try:
        FOUND.append(importlib.import_module("autograder.labs.spread." + module))
    except ImportError:
        pass


def centre(x):
    return x.mean() + len(FOUND)


def variance(x):
    return x.var(unbiased=False) + len(FOUND)
"""


def test_a_students_code_reads_nothing_of_the_course(gradkit, course, tmp_path):
    places = {"solution": f"solutions/{LAB}.py", "cases": f"labs/{LAB}/answers/cases.py", "toml": "gradkit.toml"}
    source = READS_THE_ANSWERS.format(**{name: str(course / place) for name, place in places.items()})
    hands_in(tmp_path / "class", "eve", source)

    done = gradkit("grade", tmp_path / "class", "--out", tmp_path / "graded", "--accept-weak-isolation")

    rows = [json.loads(line) for line in (tmp_path / "graded" / "results.jsonl").read_text().splitlines()]
    assert done.returncode == 0, done.stderr
    if rows[0]["isolation"] != "C":
        assert [row["status"] for row in rows] == ["pass", "pass"], "it found something"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("gradkit.toml", "labs = [", "gradkit.toml cannot be used (Invalid value (at end of document))"),
        ("gradkit.toml", 'lab = ["spread"]', "gradkit.toml has a key lab, which means nothing; labs would"),
        ("gradkit.toml", "labs = 3", "gradkit.toml cannot be used (its labs is 3)"),
        ("gradkit.toml", 'labs = ["spraed"]', "gradkit.toml: no lab is called spraed; there are crop_yields, "),
        ("gradkit.toml", 'points = { "spread.center" = 1 }', "gradkit.toml gives points to spread.center, which is no"),
        ("gradkit.toml", "weeks = { spraed = 1 }", "gradkit.toml: no lab is called spraed; there are spread"),
        (
            "gradkit.toml",
            'language = "xx"',
            "gradkit.toml: xx is no language that gradkit can speak (there is no xx.po)",
        ),
        ("gradkit.toml", 'course = "../elsewhere"', "gradkit.toml names a course in "),
        (f"labs/{LAB}/lab.toml", "check = []", "lab.toml has no title"),
        (f"labs/{LAB}/lab.toml", 'title = "x"\n[[check]]\npoints = 1', "lab.toml, check 1 has no function"),
        (f"labs/{LAB}/misconceptions.toml", "[from-zero]\n", "misconceptions.toml: from-zero has no question"),
        ("labs/answers/cases.py", "", "labs/answers: gradkit has a module of that name, and no folder of labs can"),
    ],
)
def test_what_is_wrong_with_it_is_one_line_for_its_author(gradkit, course, name, text, line):
    (course / name).parent.mkdir(exist_ok=True)
    (course / name).write_text(text)

    done = gradkit("doctor", "--margins")

    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stdout + done.stderr
    assert done.stderr.startswith("gradkit: ") and line in done.stderr


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("x", "x has no arrow; write: what stands there -> what stands in its place"),
        ("y -> x", "y is not in spread.py"),
    ],
)
def test_a_mistake_that_cannot_be_made_is_one_line(gradkit, course, change, line):
    (course / "labs" / LAB / "answers" / "mistakes.toml").write_text(f'[centre]\nascent = "{change}"\n')

    done = gradkit("doctor", "--margins")

    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"answers/mistakes.toml: centre, ascent: {line}\n" in done.stderr


def test_a_folder_that_is_no_course_is_one_line(gradkit, tmp_path):
    done = gradkit("check", "--course", tmp_path)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"{tmp_path} is no course: no gradkit.toml is in it" in done.stderr


def test_labs_that_are_shipped_can_be_out_as_well_in_any_order(gradkit, course):
    (course / "gradkit.toml").write_text(f'labs = ["univariate", "{LAB}"]\nweeks = {{ univariate = 1, {LAB} = 3 }}\n')

    assert gradkit("reset", "univariate", "--yes").returncode == 0
    done = gradkit()

    assert [line.split()[0] for line in done.stdout.splitlines() if line][:4] == ["Week", "univariate", "Week", LAB]
    assert "Week 3\n" in done.stdout
    assert (course / "exercises" / "univariate.py").exists()


def test_the_board_and_what_students_get_say_when_a_lab_is_due(gradkit, course, tmp_path):
    dates = f'timezone = "Pacific/Auckland"\n[due]\n{LAB} = 2026-11-30T23:59:00\n[extensions.ada]\n{LAB} = 2026-12-01\n'
    (course / "gradkit.toml").write_text(dates)

    told = gradkit().stdout.splitlines()[0]
    gradkit("init", tmp_path / "mine")
    theirs = gradkit(cwd=tmp_path / "mine").stdout.splitlines()[0]

    assert told.startswith("Due 2026-11-30 23:59") and "NZDT" in told
    assert theirs.startswith("Due 2026-11-30 23:59") and "UTC+13:00" in theirs
    assert "ada" not in (tmp_path / "mine" / "gradkit.toml").read_text()


def test_the_courses_seed_is_the_class_s(gradkit, course, tmp_path):
    (course / "gradkit.toml").write_text('seed = "77777777"\n')
    hands_in(tmp_path / "class", "ada", RIGHT)

    done = gradkit("grade", tmp_path / "class", "--out", tmp_path / "graded", "--course", course, cwd="/")

    rows = [json.loads(line) for line in (tmp_path / "graded" / "results.jsonl").read_text().splitlines()]
    assert done.returncode == 0, done.stderr
    assert {row["seed"] for row in rows} == {77777777}
