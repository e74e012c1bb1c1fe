"""The mistakes that have a name: what is wrong in their file is said in one line."""

import pytest

from autograder.errors import CourseFileUnusable
from autograder.labs.catalogue import all_labs
from autograder.labs.misconceptions import FILE, misconceptions_of, read_misconceptions

RIGHT = '[ascent]\nquestion = "Where does your update go?"\nhabit = "walk uphill"\n'


@pytest.fixture
def read(tmp_path):
    """Read a text as such a file."""

    def read_text(text):
        (tmp_path / FILE).write_text(text, encoding="utf-8")
        return dict(read_misconceptions(tmp_path / FILE))

    return read_text


def test_every_question_asks_and_every_habit_ends_a_sentence():
    known_in_labs = [item for lab in all_labs() for item in misconceptions_of(lab.name).items()]
    for slug, known in known_in_labs:
        assert known.habit[0].islower() and not known.habit.endswith("."), slug


def test_an_entry_has_a_question_and_a_habit(read):
    known = read(RIGHT)["ascent"]

    assert (known.question, known.habit) == ("Where does your update go?", "walk uphill")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[ascent]\nquestion = "Where?"\n', "ascent has no habit"),
        ('[ascent]\nquestion = " "\nhabit = "walk uphill"\n', "ascent has no question"),
        ('[ascent]\nquestion = 3\nhabit = ""\n', "ascent cannot be used (its question is 3)"),
        (RIGHT.replace("?", "."), "the question of ascent asks nothing"),
        (RIGHT + 'hint = "down"\n', "ascent has a key hint, which means nothing"),
        ('ascent = "walk uphill"\n', "ascent stands outside of a table"),
        (RIGHT + RIGHT, "misconceptions.toml cannot be used ("),
    ],
)
def test_what_is_wrong_is_one_line(read, text, told):
    with pytest.raises(CourseFileUnusable, match=r"misconceptions\.toml") as problem:
        read(text)

    assert told in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_mistake_of_one_lab_is_known_in_that_alone():
    assert "annealing-sign" in misconceptions_of("rough_ground")
    assert "annealing-sign" not in misconceptions_of("univariate")
    assert "ascent" in misconceptions_of("rough_ground").keys() & misconceptions_of("univariate").keys()
