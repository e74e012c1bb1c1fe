"""The mistakes that have a name: what is wrong in their file is said in one line."""

import pytest

from autograder.labs import misconceptions as module
from autograder.labs.misconceptions import misconceptions

RIGHT = '[ascent]\nquestion = "Where does your update go?"\nhabit = "walk uphill"\n'


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Read another text in place of the file; what was read of the real one is asked for again afterwards."""

    def read_text(text):
        (tmp_path / "misconceptions.toml").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "FILE", tmp_path / "misconceptions.toml")
        return misconceptions.__wrapped__()

    return read_text


def test_every_question_asks_and_every_habit_ends_a_sentence():
    for slug, known in misconceptions().items():
        assert "?" in known.question, slug
        assert known.habit[0].islower() and not known.habit.endswith("."), slug


def test_an_entry_has_a_question_and_a_habit(read):
    known = read(RIGHT)["ascent"]

    assert (known.question, known.habit) == ("Where does your update go?", "walk uphill")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[ascent]\nquestion = "Where?"\n', "ascent has no habit"),
        ('[ascent]\nquestion = " "\nhabit = "walk uphill"\n', "ascent has no question"),
        ('[ascent]\nquestion = 3\nhabit = ""\n', "ascent has no question; ascent has no habit"),
        (RIGHT.replace("?", "."), "the question of ascent asks nothing"),
        (RIGHT + 'hint = "down"\n', "ascent has a field hint, which means nothing"),
        ('ascent = "walk uphill"\n', "ascent stands outside of an entry"),
        (RIGHT + RIGHT, "misconceptions.toml cannot be read: "),
    ],
)
def test_what_is_wrong_is_one_line(read, text, told):
    with pytest.raises(ValueError, match=r"^misconceptions\.toml") as problem:
        read(text)

    assert told in str(problem.value)
    assert "\n" not in str(problem.value)
