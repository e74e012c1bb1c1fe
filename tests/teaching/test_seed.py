"""`gradkit.toml`: the seed of a course, which is one, and known to its instructor."""

import pytest

from autograder.errors import CourseFileUnusable
from autograder.labs.course import FILE
from autograder.teaching.seed import new_text, seed_of, seed_of_or_new
from tests.teaching.pretend import PretendGrader


def write(folder, text):
    (folder / FILE).write_text(text)


def test_a_course_without_one_gets_one_for_good(tmp_path):
    assert seed_of(tmp_path) is None
    seed = seed_of_or_new(tmp_path)

    assert seed_of(tmp_path) == seed_of_or_new(tmp_path) == seed < 2**128
    assert new_text() != new_text()


@pytest.mark.parametrize("text", ["seed = 7", 'seed = "7"', 'title = "a course"\nseed = "7"'])
def test_it_may_stand_between_quotes_or_not(tmp_path, text):
    write(tmp_path, text)

    assert seed_of(tmp_path) == 7


@pytest.mark.parametrize("text", ["seed = ", 'seed = "seven"', "seed = -1", f'seed = "{2**128}"', "seed = []"])
def test_what_cannot_be_used_is_one_line_that_names_the_file(tmp_path, text):
    write(tmp_path, text)

    with pytest.raises(CourseFileUnusable) as problem:
        seed_of(tmp_path)

    assert str(tmp_path / FILE) in str(problem.value) and "\n" not in str(problem.value)


def test_a_file_without_a_seed_is_told_which_line_to_write(tmp_path):
    write(tmp_path, 'title = "a course"\n')

    with pytest.raises(CourseFileUnusable, match=r'seed = "[0-9]+"'):
        seed_of_or_new(tmp_path)


class TestGrading:
    def test_the_course_in_which_it_is_typed_gives_the_seed(self, classroom, tmp_path, monkeypatch):
        write(tmp_path, 'seed = "7"')
        monkeypatch.chdir(tmp_path)
        classroom.hands_in("ada")
        classroom.grade()
        classroom.hands_in("bea")
        classroom.grade("--seed", 8)

        assert [seed for _, seed in PretendGrader.graded] == [7, 8, 8]
        assert {row["seed"] for row in classroom.rows()} == {8}

    def test_a_broken_one_is_one_line_and_exit_2(self, classroom, tmp_path, monkeypatch):
        write(tmp_path, "seed = seven")
        monkeypatch.chdir(tmp_path)
        classroom.hands_in("ada")

        assert classroom.grade() == 2
        assert classroom.told.startswith(f"gradkit: {tmp_path / FILE} cannot be used") and "--seed S" in classroom.told

    def test_the_seed_is_on_the_page_of_the_class_and_on_no_students(self, classroom):
        seed = 77776666555544443333
        classroom.hands_in("ada", "fail")
        classroom.grade("--seed", seed)

        assert str(seed) in (classroom.out / "report.html").read_text()
        pages = list((classroom.out / "feedback").glob("*.html"))
        assert len(pages) == 1 and str(seed) not in pages[0].read_text()
