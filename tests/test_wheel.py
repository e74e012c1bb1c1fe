"""What `pip install` gets: it has all that it needs, a student does a lab with it and an instructor grades a class."""

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile

import pytest

from autograder.labs.catalogue import all_labs, lab_named
from autograder.labs.course import PACKAGE
from autograder.labs.stubs import stub_of
from tests.courses import hands_in
from tests.installed import Installed
from tests.overlays import FOLDER, Overlay
from tests.places import DATASETS, ROOT, SOLUTIONS

LAB = "runaway_square"
RIGHT = (SOLUTIONS / f"{LAB}.py").read_text(encoding="utf-8")
NOT_HERE = "gradkit: there are no exercises here; go to the folder that holds yours, or type: gradkit init gradients\n"
BUILD = (sys.executable, "-m", "hatchling", "build")


def built(target, project, folder):
    """Build a wheel or an sdist of a project, and return its path."""
    folder.mkdir()
    subprocess.run([*BUILD, "-t", target, "-d", folder], cwd=project, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


def files_in(wheel):
    """Return what a wheel holds: name -> bytes."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout."""
    return built("wheel", ROOT, tmp_path_factory.mktemp("built") / "wheel")


class TestTheBuild:
    def test_it_holds_the_package_and_the_course_and_no_tests(self, wheel):
        files = files_in(wheel)
        code = {path for path in PACKAGE.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".pyo")}
        course = {path for folder in (SOLUTIONS, DATASETS) for path in folder.iterdir() if path.is_file()}
        course |= {ROOT / name for name in ("exercises/README.md", "LICENSE", "constraints.txt", "pyproject.toml")}

        expected = {path.relative_to(ROOT).as_posix(): path for path in code}
        expected |= {f"autograder/shipped/{path.relative_to(ROOT).as_posix()}": path for path in course}
        held = {name: data for name, data in files.items() if ".dist-info/" not in name}
        assert held == {name: path.read_bytes() for name, path in expected.items()}

    def test_the_page_for_an_index_has_no_links_that_lead_nowhere(self, wheel):
        (metadata,) = (data for name, data in files_in(wheel).items() if name.endswith(".dist-info/METADATA"))
        head, _, page = metadata.decode().partition("\n\n")

        assert "Description-Content-Type: text/markdown" in head and "Keywords: " in head
        assert page.startswith("# gradkit\n") and "## If you are teaching" in page
        assert "](" in page and page.count("](") == page.count("](https://")
        assert "<!--" not in page

    def test_a_wheel_made_from_the_sdist_is_the_same(self, wheel, tmp_path):
        with tarfile.open(built("sdist", ROOT, tmp_path / "sdist")) as archive:
            archive.extractall(tmp_path, filter="data")
        (project,) = tmp_path.glob("gradkit-*")

        assert files_in(built("wheel", project, tmp_path / "wheel")) == files_in(wheel)
        assert (project / "tests" / "README.md").exists() and (project / "CHANGELOG.md").exists()

    def test_an_editable_one_leads_to_the_checkout_and_holds_nothing_else(self, tmp_path):
        build = f"from hatchling.build import build_editable; build_editable({str(tmp_path)!r})"
        subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
        (path,) = tmp_path.iterdir()

        files = {name: data for name, data in files_in(path).items() if ".dist-info/" not in name}
        assert [data.decode().strip() for name, data in files.items() if name.endswith(".pth")] == [str(ROOT)]
        assert len(files) == 1


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """An environment with the wheel in it, and a folder without anything, in which commands are typed."""
    folder = tmp_path_factory.mktemp("user")
    (folder / "here").mkdir()
    return Installed(folder / "venv", str(wheel), cwd=folder / "here")


@pytest.fixture(scope="module")
def laid_out(installed):
    """What `gradkit init gradients` said, and the folder that it made."""
    done = installed.run("gradkit", "init", "gradients")
    return done, installed.cwd / "gradients"


@pytest.fixture
def exercise(laid_out):
    """A student's file, which is a stub again afterwards."""
    path = laid_out[1] / "exercises" / f"{LAB}.py"
    yield path
    path.write_text(stub_of(LAB), encoding="utf-8")


class TestAStudent:
    def test_init_lays_out_the_exercises_and_says_what_is_next(self, laid_out):
        done, folder = laid_out

        told = "Your exercises are in gradients/exercises. Next, type: cd gradients && gradkit watch\n"
        assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
        assert {path.name for path in folder.iterdir()} == {
            *("README.md", "gradkit.toml", "pytest.ini", "exercises", "datasets")
        }
        stubs = {path.name: path.read_text(encoding="utf-8") for path in (folder / "exercises").glob("*.py")}
        assert stubs == {f"{lab.name}.py": stub_of(lab.name) for lab in all_labs()}

    def test_nothing_is_ever_written_over(self, installed, laid_out):
        before = {path: path.stat().st_mtime_ns for path in laid_out[1].rglob("*")}

        again = installed.run("gradkit", "init", "gradients", "--teacher")
        below = installed.run("gradkit", "init", "gradients/README.md")

        assert (again.returncode, again.stdout) == (below.returncode, below.stdout) == (2, "")
        assert again.stderr.startswith("gradkit: gradients/") and "is there already, and nothing was" in again.stderr
        assert below.stderr.startswith("gradkit: gradients/README.md cannot be written to (")
        assert {path: path.stat().st_mtime_ns for path in laid_out[1].rglob("*")} == before

    @pytest.mark.parametrize(
        "command",
        [
            ["gradkit"],
            ["gradkit", "hint", f"{LAB}.descend"],
            ["gradkit", "reset", LAB],
            ["pytest", "--pyargs", "autograder"],
            ["pytest", "autograder/"],
        ],
        ids=" ".join,
    )
    def test_elsewhere_one_line_says_how_to_begin(self, installed, laid_out, command):
        done = installed.run("python", "-m", *["autograder" if word == "gradkit" else word for word in command])

        assert (done.returncode, done.stdout, done.stderr) == (2, "", NOT_HERE)

    def test_a_library_that_is_missing_is_installed_with_it(self, installed):
        alone = "import runpy, sys; sys.path.append(sys.argv[1]); runpy.run_module('autograder', run_name='__main__')"
        found = installed.run("python", "-c", "import autograder; print(*autograder.__path__)").stdout
        done = installed.run("python", "-S", "-c", alone, found.strip().removesuffix("autograder"))

        told = "python has no torch; type: "
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr and done.stderr.endswith("bin/python -m pip install gradkit\n")

    def test_a_lab_from_its_stub_to_its_solution(self, installed, laid_out, exercise):
        folder, run = laid_out[1], installed.run
        begun = run("gradkit", cwd=folder)
        hint = run("gradkit", "hint", f"{LAB}.descend", cwd=folder)
        exercise.write_text(RIGHT, encoding="utf-8")
        ended = run("gradkit", "check", LAB, cwd=folder)
        solution = run("gradkit", "solution", LAB, cwd=folder / "exercises")
        in_python = run("python", "-c", f"import autograder; print(autograder.check('{LAB}.tame'))", cwd=folder)
        drawn = run("gradkit", "plot", LAB, cwd=folder)
        put_back = run("gradkit", "reset", LAB, "--yes", cwd=folder)

        assert begun.returncode == 0 and "0 of 124 points" in begun.stdout and begun.stderr == ""
        assert "Next: write forward in exercises/slope_and_bias.py:" in begun.stdout
        assert hint.stdout.startswith(f"{LAB}.descend, hint 1 of 4")
        assert ended.returncode == 0 and "all 4 functions" in ended.stdout, ended.stdout
        assert solution.stdout == RIGHT
        assert in_python.stdout.splitlines()[-1] == str(lab_named(LAB).check("tame").points)
        assert all((folder / line).stat().st_size for line in drawn.stdout.splitlines()) and drawn.returncode == 0
        assert put_back.returncode == 0 and exercise.read_text(encoding="utf-8") == stub_of(LAB)
        exercise.with_suffix(".old-1.py").unlink()

    @pytest.mark.parametrize(
        "named", [[], ["autograder/"], ["--pyargs", "autograder"]], ids=["bare", "as told", "module"]
    )
    def test_pytest_shows_the_cards_and_the_board(self, installed, laid_out, exercise, named):
        exercise.write_text(RIGHT + "\n\ndef largest_stable_rate(y_true):\n    return 1.0\n", encoding="utf-8")

        done = installed.run("python", "-m", "pytest", *named, "--lab", LAB, cwd=laid_out[1])

        assert done.returncode == 1, done.stderr
        assert "✓ numerical_gradient  ✓ descend  ✓ tame  ✗ largest_stable_rate" in done.stdout
        assert f"exercises/{LAB}.py:" in done.stdout and "points" in done.stdout

    def test_pytest_leaves_other_runs_alone(self, installed, tmp_path):
        (tmp_path / "test_own.py").write_text("def test_it():\n    pass\n")

        done = installed.run("python", "-m", "pytest", "-q", cwd=tmp_path)

        assert done.returncode == 0 and "1 passed" in done.stdout


class TestAnInstructor:
    def test_a_class_is_graded_and_handed_on(self, installed, tmp_path):
        wrong = Overlay(FOLDER / "wrong" / LAB / "ascent_plus.py")
        found = installed.run(
            "python", "-c", "from autograder.labs.course import SHIPPED; print(SHIPPED.solutions)"
        ).stdout
        reads = f"\n\ndef numerical_gradient(*given):\n    return open('{found.strip()}/{LAB}.py').read()\n"
        handed_in = {"ada": RIGHT, "bob": wrong.source.decode(), "cleo": stub_of(LAB), "dora": RIGHT + reads}
        for student, text in handed_in.items():
            hands_in(tmp_path / "class", student, text, LAB)

        graded = installed.run("gradkit", "grade", "class", "--out", "graded", "--accept-weak-isolation", cwd=tmp_path)
        exported = installed.run("gradkit", "export", "graded", "--to", "canvas", cwd=tmp_path)

        lines = (tmp_path / "graded" / "results.jsonl").read_text(encoding="utf-8").splitlines()
        rows = {(row["student"], row["check"]): row for row in map(json.loads, lines)}
        named = {check: (rows["bob", check]["status"], rows["bob", check]["misconception"]) for check in wrong.expected}
        assert (graded.returncode, exported.returncode) == (0, 0), graded.stderr + exported.stderr
        assert {row["status"] for (student, _), row in rows.items() if student == "ada"} == {"pass"}
        assert named == wrong.expected
        dora = rows["dora", "numerical_gradient"]
        assert dora["isolation"] == "C" or dora["status"] == "error", (
            "the solutions among the libraries are not to be read"
        )
        assert rows["cleo", "numerical_gradient"]["status"] == "not_started"
        assert (tmp_path / "graded" / "report.html").exists() and (tmp_path / "graded" / "canvas.csv").exists()

    def test_the_whole_course_is_theirs_to_change(self, installed, tmp_path):
        done = installed.run("gradkit", "init", "mine", "--teacher", cwd=tmp_path)
        course = tmp_path / "mine"
        laid_out = {path.relative_to(course).as_posix(): path.read_bytes() for path in course.rglob("*.*")}
        settings = course / "labs" / LAB / "lab.toml"
        settings.write_text(
            settings.read_text(encoding="utf-8").replace("points = ", "points = 1", 1), encoding="utf-8"
        )
        checked = installed.run("gradkit", "check", LAB, "--json", "--submission", "solutions", cwd=course)

        assert done.stdout.startswith("The labs in mine/labs are yours"), done.stderr
        assert done.stdout.endswith("type: cd mine && gradkit check --submission solutions\n")
        for lab in all_labs():
            for path in (path for path in lab.folder.rglob("*.*") if path.suffix != ".pyc"):
                assert laid_out[f"labs/{path.relative_to(PACKAGE / 'labs').as_posix()}"] == path.read_bytes()
            assert laid_out[f"solutions/{lab.name}.py"] == lab.solution.read_bytes()
        rows = [json.loads(line) for line in checked.stdout.splitlines()]
        points = int(f"1{lab_named(LAB).checks[0].points}")
        assert (rows[0]["status"], rows[0]["max_points"]) == ("pass", points), checked.stderr

    def test_a_students_kit_is_the_one_that_a_checkout_makes(self, installed, kit_zip, tmp_path):
        (tmp_path / "gradkit.toml").write_text(f'labs = ["{LAB}"]\n')  # one lab of it, which is quicker
        done = installed.run("gradkit", "kit", "kit.zip", cwd=tmp_path)

        ours, theirs = files_in(tmp_path / "kit.zip"), files_in(kit_zip)
        assert done.returncode == 0, done.stderr
        assert f"gradkit/autograder/labs/recorded/{LAB}/descend.frame" in ours
        page = theirs.pop("gradkit/README.md")  # of a course whose first lab is another
        for name, own in ((b"slope_and_bias", LAB), (b"forward", "numerical_gradient"), (b"train_model", "tame")):
            page = page.replace(name, own.encode())
        assert ours.pop("gradkit/README.md") == page
        assert {name for name in ours if ours[name] != theirs.get(name)} == {"gradkit/gradkit.toml"}


def test_a_students_kit_that_is_not_where_it_was_unpacked_says_so(unpacked_kit, tmp_path):
    """`pip install .` in place of `pip install -e .`: its wheel is built, and says what to type."""
    kit = shutil.copytree(unpacked_kit, tmp_path / "gradkit")
    done = Installed(tmp_path / "venv", ".", cwd=kit).run("gradkit", cwd=tmp_path)

    told = "gradkit: this kit works from the folder that it was unpacked to; type there: pip install -e .\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)
