"""`gradkit kit`: what students get works by itself, says what the full kit says, and gives nothing away."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from argparse import ArgumentParser

import pytest

from autograder.cli import INSTRUCTORS
from autograder.judge.file_grading import File
from autograder.labs.catalogue import STUDENT_SEED, all_labs, lab_named
from autograder.labs.recorded import path_of
from autograder.labs.stubs import stub_of
from autograder.teaching.commands import add_commands
from autograder.teaching.kit import record
from tests.installed import Installed
from tests.kits import leaks, secrets
from tests.overlays import overlays
from tests.places import ROOT, SOLUTIONS

OTHER_SEED = 7
LAB = "runaway_square"
CRITERION_THAT_SUMS = "\n\ndef criterion(yhat, y):\n    return ((yhat - y) ** 2).sum()\n"
FORWARD = "\n\ndef forward(x, w, b):\n    return torch.addcmul(b.expand_as(x), w, x)\n"
# Grades every file of a folder of folders with the kit that is installed, in one go.
GRADE_ALL = """
import json, sys
from pathlib import Path
from autograder.student.rows import Row
from autograder.judge.file_grading import File
from autograder.judge.grading import Grader
from autograder.labs.catalogue import lab_named
from autograder.sandbox.launch import Limits

with Grader(limits=Limits(seconds=4.0)) as grader:
    paths = sorted(Path(sys.argv[1]).glob("*/*.py"))
    labs = [lab_named(path.parent.name) for path in paths]
    files = [File(lab.name, path.read_bytes(), "lab.py", lab.checks) for lab, path in zip(labs, paths)]
    for path, verdicts in grader.grade_all(zip(paths, files)):
        for verdict in verdicts:
            print(json.dumps([path.parent.name, path.stem, vars(Row.of(verdict, "ada"))]))
"""


def files_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestTheZip:
    def test_it_is_small_and_its_bytes_depend_on_nothing_but_the_files(self, kit_zip):
        with zipfile.ZipFile(kit_zip) as archive:
            entries = archive.infolist()

        assert kit_zip.stat().st_size < 1024 * 1024
        assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert len({(entry.create_system, entry.external_attr) for entry in entries}) == 1

    def test_the_same_numbers_are_recorded_again(self, unpacked_kit, grader):
        for check in all_labs()[2].checks:
            kept = (unpacked_kit / "autograder" / "labs" / "recorded" / path_of(check.lab, check.function)).read_bytes()
            assert record(check, grader.answers, STUDENT_SEED) == kept

    def test_it_holds_what_a_student_needs_and_nothing_of_an_instructors(self, unpacked_kit):
        names = set(files_below(unpacked_kit))

        assert {"README.md", "LICENSE", "pyproject.toml", "constraints.txt", "exercises/README.md"} <= names
        assert {f"exercises/{lab.name}.py" for lab in all_labs()} <= names
        forbidden = (
            "solutions",
            "tests",
            "mistakes.py",
            "cases.py",
            "oracle.py",
            "nbgrader",
            "autograder/teaching",
            ".pyc",
        )
        assert [name for name in names if any(word in name for word in forbidden)] == []

    def test_it_speaks_the_languages_of_the_kit(self, unpacked_kit):
        languages = {path.relative_to(unpacked_kit / "autograder").as_posix() for path in unpacked_kit.rglob("*.po")}

        assert languages == {"student/de.po", "labs/runaway_square/de.po"}

    def test_no_byte_of_it_holds_an_answer_or_a_mistake(self, unpacked_kit):
        assert len(secrets()) > 300, "there is nothing to look for"
        assert leaks(files_below(unpacked_kit)) == {}

    @pytest.mark.usefixtures("recorded_answers")
    def test_no_byte_of_it_holds_a_case_of_another_seed(self, unpacked_kit):
        data = b"".join(files_below(unpacked_kit).values())
        for check in (check for lab in all_labs() for check in lab.checks):
            known = {array.tobytes() for case in check.cases() for array in case.arrays.values()}
            drawn = {array.tobytes() for case in check.cases(OTHER_SEED) for array in case.arrays.values()}
            assert [array for array in drawn - known if array in data] == [], check.name

    def test_an_exercise_that_somebody_has_begun_is_a_stub_in_it(self, unpacked_kit):
        for lab in all_labs():
            assert (unpacked_kit / "exercises" / f"{lab.name}.py").read_text(encoding="utf-8") == stub_of(lab.name)


# Who opens a module of a lab does so by the lab's name: see the loaders of these three.
OF_A_LAB = re.compile(r"autograder\.labs\.\w+(\.(probes|properties|pictures))?")
# Opened by whoever runs the kit: Python, pytest, and the installed command.
OPENED = {"autograder.__main__", "autograder.cli", "autograder.conftest", "autograder.test_labs"}
# Imported where it is there already, or by what a student's kit never does.
ONLY_WHERE_IT_IS = ("IPython", "autograder.teaching.commands", "autograder.judge.answers.client")
DISTRIBUTIONS = {"PIL": "pillow", "mpl_toolkits": "matplotlib"}


def modules_of(kit):
    """Return the code of a kit: `{name of a module: its syntax tree}`."""
    paths = [path for path in (kit / "autograder").rglob("*.py") if "stubs" not in path.parts]
    names = [".".join(path.relative_to(kit).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return {name: ast.parse(path.read_bytes()) for name, path in zip(names, paths, strict=True)}


def imported(tree):
    """Yield the names that a module imports, `from a import b` as a and as a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


class TestWhatGoesOut:
    """The rooms that go out are a list: so what they need is found by looking, and nothing else may come along."""

    def test_its_dependencies_are_what_it_imports(self, unpacked_kit):
        project = tomllib.loads((unpacked_kit / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        packages = {name.partition(".")[0] for tree in modules_of(unpacked_kit).values() for name in imported(tree)}
        foreign = packages - sys.stdlib_module_names - {"autograder", *ONLY_WHERE_IT_IS}

        wanted = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
        assert wanted == {DISTRIBUTIONS.get(name, name) for name in foreign}
        assert "optional-dependencies" not in project

    def test_every_module_of_it_is_used_there(self, unpacked_kit):
        modules = modules_of(unpacked_kit)
        used = {name for tree in modules.values() for name in imported(tree)}
        named = {node.value for tree in modules.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)}

        rooms = {name for name in modules if any(other.startswith(f"{name}.") for other in modules)}
        alone = modules.keys() - used - named - rooms - OPENED
        assert [name for name in sorted(alone) if not OF_A_LAB.fullmatch(name)] == []

    def test_what_it_imports_of_the_kit_is_in_it(self, unpacked_kit):
        modules = modules_of(unpacked_kit)
        ours = {name for tree in modules.values() for name in imported(tree) if name.startswith("autograder.")}

        missing = {name for name in ours if name not in modules and name.rpartition(".")[0] not in modules}
        assert [name for name in sorted(missing) if not name.startswith(ONLY_WHERE_IT_IS)] == []


def test_the_commands_that_a_students_kit_has_not_are_the_instructors():
    names = []

    def add(name, help):
        names.append(name)
        return ArgumentParser(name)

    add_commands(add)
    assert tuple(names) == INSTRUCTORS


def gradkit(*arguments, cwd=ROOT):
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)


class TestBadArguments:
    """One line that says what is wrong and what to type, exit status 2, and no file is touched."""

    def told(self, done, *words):
        assert (done.returncode, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
        assert all(word in done.stderr for word in words), done.stderr

    def test_no_zip(self):
        self.told(gradkit("kit", "."), ". is no .zip", "gradkit kit gradkit.zip")

    def test_a_file_that_is_there(self, tmp_path):
        (tmp_path / "submissions.zip").write_text("precious")

        self.told(gradkit("kit", tmp_path / "submissions.zip"), "is there already", "another file")
        assert (tmp_path / "submissions.zip").read_text() == "precious"

    def test_a_folder_that_is_not_there(self, tmp_path):
        self.told(gradkit("kit", tmp_path / "nowhere" / "kit.zip"), "cannot be written", "another file")


@pytest.fixture(scope="module")
def installed(unpacked_kit, tmp_path_factory):
    """The kit, installed as its README says into an environment of its own."""
    folder = tmp_path_factory.mktemp("student")
    kit = shutil.copytree(unpacked_kit, folder / "gradkit")
    return Installed(folder / "venv", "-c", "constraints.txt", "-e", ".", cwd=kit)


@pytest.fixture
def begun(installed):
    """The kit of a student who wrote `forward`, and a `criterion` that is wrong; the stub is put back afterwards."""
    path = installed.cwd / "exercises" / "slope_and_bias.py"
    path.write_text(stub_of("slope_and_bias") + FORWARD + CRITERION_THAT_SUMS, encoding="utf-8")
    yield installed
    path.write_text(stub_of("slope_and_bias"), encoding="utf-8")


class TestInstalled:
    def test_it_is_this_kit_that_runs(self, installed):
        done = installed.run("python", "-c", "import autograder; print(autograder.__file__)")

        assert done.stdout.strip() == str(installed.cwd / "autograder" / "__init__.py")

    def test_every_module_of_it_can_be_imported(self, installed):
        names = [
            path.relative_to(installed.cwd).with_suffix("") for path in (installed.cwd / "autograder").rglob("*.py")
        ]
        fragments = ("conftest", "test_labs", "__main__")
        modules = [
            ".".join(name.parts) for name in names if name.name not in fragments and "stubs" not in name.parts[:-1]
        ]

        done = installed.run("python", "-c", f"import importlib\nfor m in {modules}: importlib.import_module(m)")

        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize("named", [["autograder/"], [], ["."]], ids=["as told", "bare", "here"])
    def test_pytest_shows_what_is_right_and_names_what_is_wrong(self, begun, named):
        done = begun.run("python", "-m", "pytest", *named, "-p", "no:cacheprovider")

        assert done.returncode == 1, done.stderr
        assert "✓ forward  ✗ criterion  · train_model" in done.stdout
        assert "What would it be for the same data twice over?" in done.stdout
        assert "2 of 124 points" in done.stdout
        assert "exercises/slope_and_bias.py:" in done.stdout

    def test_check_says_the_same_as_the_full_kit(self, begun):
        done = begun.run("gradkit", "check", "--json")
        full = gradkit("check", "--json", "--submission", begun.cwd / "exercises")

        ours, theirs = ([json.loads(line) for line in each.stdout.splitlines()] for each in (done, full))
        assert done.returncode == full.returncode == 1
        assert [{**row, "seconds": 0} for row in ours] == [{**row, "seconds": 0} for row in theirs]

    def test_a_prompt_has_the_inputs_of_a_card_and_its_counterexample(self, begun):
        card = begun.run("gradkit", "check", "slope_and_bias.criterion").stdout
        (line,) = (line for line in card.splitlines() if "# " in line)

        done = begun.run("gradkit", "try", "slope_and_bias.criterion", stdin=f"{line}\nlen(yhat), len(y)\n")

        assert "criterion(torch.tensor([1., 2.]), torch.tensor([0., 0.]))   # 2.5, yours 5.0" in line
        assert done.stdout.splitlines()[-2:] == ["tensor(5.)", "(60, 60)"]
        assert (done.returncode, done.stderr.strip()) == (0, "")

    def test_nothing_is_hidden_from_who_checks_their_own(self, begun):
        text = "\n\ndef forward(x, w, b):\n    assert x.ndim == 1, f'no {x.ndim}'\n    return w * x + b\n"
        with (begun.cwd / "exercises" / "slope_and_bias.py").open("a", encoding="utf-8") as file:
            file.write(text)

        done = begun.run("gradkit", "check", "slope_and_bias.forward")

        assert "✗ AssertionError: no 2" in done.stdout
        assert "With the tutorial's numbers it is right; with column x of shape (23, 1) it is not." in done.stdout

    # Of one lab, and a small one: tests/test_submissions.py asks the recorded numbers about every submission of every lab.
    def test_every_submission_of_a_lab_gets_the_same_verdict_and_name(self, installed, grader, tmp_path):
        chosen = [overlay for kind in ("right", "wrong") for overlay in overlays(kind) if overlay.lab.name == LAB]
        files = {
            f"{one.path.parent.parent.name}-{one.path.stem}": File(LAB, one.source, "lab.py", one.lab.checks)
            for one in chosen
        }
        for name, file in files.items():
            path = tmp_path / LAB / f"{name}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(file.source)
        expected = {
            (LAB, name, verdict.check.function): (verdict.status, verdict.misconception or None)
            for name, verdicts in grader.grade_all(files.items())
            for verdict in verdicts
        }

        done = installed.run("python", "-c", GRADE_ALL, tmp_path)

        rows = [json.loads(line) for line in done.stdout.splitlines()]
        got = {(lab, name, row["check"]): (row["status"], row["misconception"]) for lab, name, row in rows}
        assert got == expected, done.stderr

    def test_a_stub_comes_back(self, begun):
        done = begun.run("gradkit", "reset", "slope_and_bias", "--yes")

        kept = begun.cwd / "exercises" / "slope_and_bias.old-1.py"
        assert done.returncode == 0, done.stderr
        assert (begun.cwd / "exercises" / "slope_and_bias.py").read_text(encoding="utf-8") == stub_of("slope_and_bias")
        assert kept.read_text(encoding="utf-8").endswith(CRITERION_THAT_SUMS)
        kept.unlink()

    def test_a_lab_that_passes_whole_opens_its_solution(self, begun):
        solution, path = (SOLUTIONS / f"{LAB}.py").read_text(encoding="utf-8"), begun.cwd / "exercises" / f"{LAB}.py"
        shut = begun.run("gradkit", "solution", LAB)
        path.write_text(solution, encoding="utf-8")
        ended, opened = begun.run("gradkit", "check", "descend"), begun.run("gradkit", "solution", LAB)
        cases = lab_named(LAB).check("largest_stable_rate").cases()
        answers = {case.values["y_true"]: 0.25 / case.values["y_true"] for case in cases}
        learnt = f"\n\ndef largest_stable_rate(y_true):\n    return {answers}[y_true]\n"
        path.write_text(solution + learnt, encoding="utf-8")
        by_heart = begun.run("gradkit", "solution", LAB)
        path.write_text(stub_of(LAB), encoding="utf-8")

        assert (shut.returncode, shut.stdout) == (1, "") and "still to do: numerical_gradient" in shut.stderr
        assert "all 4 functions" in ended.stdout and f"gradkit solution {LAB}" in ended.stdout
        assert (opened.returncode, opened.stdout) == (0, solution)
        assert by_heart.returncode == 1 and "on numbers that are in no file it does not" in by_heart.stderr

    def test_an_untouched_lab_is_known_as_one(self, installed):
        done = installed.run("gradkit", "check")

        assert " expected " not in done.stdout
        assert "Next: write forward" in done.stdout

    @pytest.mark.parametrize("lab", ["slope_and_bias", "roller_coaster", "runaway_square"])
    def test_pictures_show_the_references_way(self, installed, tmp_path, lab):
        folder = tmp_path / "ada"
        folder.mkdir()
        shutil.copy(SOLUTIONS / f"{lab}.py", folder)

        done = installed.run("gradkit", "plot", lab, "--submission", folder, "--out", tmp_path)

        assert done.returncode == 0, done.stderr
        assert len(list(tmp_path.glob("*.png"))) == len(done.stdout.splitlines()) > 0

    @pytest.mark.parametrize("command", INSTRUCTORS)
    def test_commands_of_the_full_kit_say_so(self, installed, command):
        done = installed.run("gradkit", command, "other.zip")

        assert (done.returncode, done.stdout) == (2, "")
        assert (
            done.stderr == f"gradkit: {command} is for instructors and not in a student's kit; type: gradkit --help\n"
        )

    def test_help_names_what_works_here_and_nothing_else(self, installed):
        done = installed.run("gradkit", "--help")

        assert re.findall(r"^ {4}(\w+) ", done.stdout, re.MULTILINE) == [
            *("check", "watch", "hint", "plot", "try", "reset", "solution", "doctor")
        ]
        assert installed.run("gradkit", "doctor", "--help").stdout.count("--") == 1, "--help alone"

    def test_another_device_is_looked_for_and_not_assumed(self, installed):
        done = installed.run("gradkit", "check", "runaway_square", "--device", "auto", "--json")

        assert done.returncode == 1, done.stderr
        assert len(done.stdout.splitlines()) == len(lab_named("runaway_square").checks)

    def test_what_using_it_leaves_behind_holds_no_answer_either(self, installed):
        installed.run("gradkit", "check", "runaway_square")  # the others may have run in another process

        assert [name for name in files_below(installed.cwd) if name.endswith(".pyc")], "nothing was compiled"
        assert leaks(files_below(installed.cwd)) == {}
