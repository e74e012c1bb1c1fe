"""What a killed run left half done is taken back, and nothing else."""

from types import SimpleNamespace

from filelock import FileLock

from autograder.nbgrader import unfinished


def test_what_was_begun_and_not_ended_is_taken_back_once_nobody_is_at_work(tmp_path):
    config = tmp_path / "nbgrader_config.py"
    course = SimpleNamespace(
        root=str(tmp_path), autograded_directory="autograded", format_path=lambda *parts: str(tmp_path.joinpath(*parts))
    )
    ada, bob = ({"student": name, "assignment": "univariate"} for name in ("ada", "bob"))
    for place in (ada, bob):
        unfinished.begin(course, place)
    unfinished.end(course, ada)

    unfinished.take_back(config)
    assert (tmp_path / "autograded" / "bob" / "univariate").is_dir(), "we are still at work"

    unfinished._HELD.pop(tmp_path).release()  # as the system does when a process dies
    unfinished.take_back(config)
    assert not (tmp_path / "autograded" / "bob" / "univariate").exists()
    assert (tmp_path / "autograded" / "ada" / "univariate").is_dir()


def test_nothing_is_taken_back_while_another_process_grades(tmp_path):
    place = tmp_path / "autograded" / "bob" / "univariate"
    place.mkdir(parents=True)
    (place / unfinished.MARK).touch()

    with FileLock(tmp_path / unfinished._LOCK):
        unfinished.take_back(tmp_path / "nbgrader_config.py")

    assert place.is_dir()
