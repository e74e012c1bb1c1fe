"""`gradkit course`: what it writes, and what it leaves alone."""

import importlib.util
import shutil
from dataclasses import replace
from pathlib import Path

from traitlets.config.loader import PyFileConfigLoader

from autograder.cli import main
from autograder.labs.catalogue import all_labs
from autograder.labs.course import SHIPPED
from autograder.teaching.seed import seed_of

NOTEBOOK = "source/univariate/univariate.ipynb"


def gradkit(capsys, *arguments):
    """Run the command in this process, where what it imports is there already; return status, output, complaint."""
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def files_of(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_course_that_was_edited_is_kept_and_one_that_was_not_is_left_alone(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    fields = Path("fields")
    status, out, _ = gradkit(capsys, "course", "fields")
    *written, last = out.splitlines()
    made = files_of(fields)
    assert status == 0
    assert {str(fields / path) for path in made} == set(written)
    assert last == "Next: cd fields && nbgrader generate_assignment slope_and_bias"

    assert gradkit(capsys, "course", "fields") == (0, "fields is as gradkit would write it. Nothing was changed.\n", "")
    assert files_of(fields) == made

    (fields / NOTEBOOK).write_text("mine")
    (fields / "gradkit_config.py").unlink()
    status, out, err = gradkit(capsys, "course", "fields")
    assert (status, out) == (2, "")
    assert f"write them: {NOTEBOOK}; to have" in err
    assert err.count("\n") == 1
    assert not (fields / "gradkit_config.py").exists(), "nothing at all is written"

    _, out, _ = gradkit(capsys, "course", "fields", "--overwrite")
    assert "Replaced files: 1. What they were is kept in fields/old-1." in out
    assert (fields / "old-1" / NOTEBOOK).read_text() == "mine"
    shutil.rmtree(fields / "old-1")
    assert files_of(fields) == made


def test_settings_of_the_instructor_are_never_touched_and_ours_come_in_by_one_line(tmp_path, capsys):
    mine = 'c = get_config()\nc.CourseDirectory.db_url = "sqlite:///elsewhere.db"\n'
    (tmp_path / "nbgrader_config.py").write_text(mine)

    for options in ((), ("--overwrite",)):
        _, out, _ = gradkit(capsys, "course", tmp_path, *options)
        assert out.splitlines()[-1].endswith('its last line is: load_subconfig("gradkit_config.py")')
        assert (tmp_path / "nbgrader_config.py").read_text() == mine

    with (tmp_path / "nbgrader_config.py").open("a") as settings:
        settings.write('load_subconfig("gradkit_config.py")\n')
    assert gradkit(capsys, "course", tmp_path)[1] == f"{tmp_path} is as gradkit would write it. Nothing was changed.\n"
    config = PyFileConfigLoader("nbgrader_config.py", str(tmp_path)).load_config()
    assert config.CourseDirectory.db_url == "sqlite:///elsewhere.db"
    assert config.Autograde.sanitize_preprocessors == ["autograder.nbgrader.sanitize.InstructorsCells"]


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path, capsys):
    (tmp_path / "taken").touch()
    (tmp_path / "new" / NOTEBOOK).mkdir(parents=True)

    for name, reason in (("taken", "Not a directory"), ("new", "Is a directory")):
        status, out, err = gradkit(capsys, "course", tmp_path / name)
        assert (status, out) == (2, "")
        assert f"cannot be written ({reason}); name a folder" in err
        assert err.count("\n") == 1


def test_without_a_folder_the_line_says_what_to_type(capsys):
    status, _, err = gradkit(capsys, "course")

    assert status == 2
    assert err == "gradkit: the following arguments are required: DIR; type: gradkit course --help\n"


def test_without_nbgrader_the_line_says_what_to_install(tmp_path, monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "nbgrader" else found(name))

    status, _, err = gradkit(capsys, "course", tmp_path)

    assert status == 2
    assert "pip install" in err
    assert err.count("\n") == 1


def test_without_solutions_the_line_says_what_is_missing(tmp_path, monkeypatch, capsys):
    labs = [replace(lab, home=replace(SHIPPED, root=tmp_path / "nowhere")) for lab in all_labs()]
    monkeypatch.setattr("autograder.nbgrader.course.all_labs", lambda: labs)

    status, _, err = gradkit(capsys, "course", tmp_path / "new")

    assert status == 2
    assert "is made from the solutions" in err
    assert err.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_course_has_a_seed_of_its_own_that_stays(tmp_path, capsys):
    here, there = tmp_path / "here", tmp_path / "there"
    assert main(["course", str(here)]) == main(["course", str(there)]) == 0
    seed = seed_of(here)
    assert seed is not None and seed != seed_of(there)

    assert main(["course", str(here), "--overwrite"]) == 0

    assert seed_of(here) == seed
    handed_out = [path.read_bytes() for path in (here / "source").rglob("*") if path.is_file()]
    assert handed_out and not any(str(seed).encode() in data for data in handed_out)
