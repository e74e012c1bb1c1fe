"""Names that students chose."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.teaching.submissions.names import NAME_LIMIT, fold, harmless, is_harmless, same_to_a_reader, spellings

ANY_TEXT = st.text(st.characters(codec=None), min_size=1)


@pytest.mark.parametrize(
    "name",
    [
        "alice",
        "O'Brien, Zoë (2)",
        "s-123_4@example.org",
        "=HYPERLINK",
        "王小明",
        "می\u200cخواهم",
        "a..b",
        "<b>",
        "J. Doe",
    ],
)
def test_names_that_people_have_stay_as_they_are(name):
    assert is_harmless(name)


@given(ANY_TEXT)
def test_a_spelling_holds_nothing_that_is_obeyed(name):
    spelling = harmless(name)

    assert harmless(spelling) == spelling
    assert 0 < len(spelling) <= NAME_LIMIT
    assert not set(spelling) & set("/\\\0\n\r\t\x1b\u202e\u2066\ufeff")
    assert not any(unicodedata.category(character) in ("Cc", "Cs") for character in spelling)
    assert not spelling.startswith(".") and spelling.strip()
    spelling.encode()


@given(st.sets(ANY_TEXT))
def test_no_two_students_are_spelled_the_same(names):
    spelled = spellings(names)

    assert set(spelled) == names
    assert len({fold(spelling) for spelling in spelled.values()}) == len(names)


def test_who_has_a_harmless_name_keeps_it():
    assert spellings(["a\0", "a\1", "a_", "A_"]) == {"A_": "A_", "a_": "a_ (2)", "a\0": "a_ (3)", "a\1": "a_ (4)"}


def test_ten_thousand_hostile_names_are_spelled_in_no_time():
    names = [f"{number:014b}".translate({48: "\1", 49: "\2"}) for number in range(10_000)]

    assert len(set(spellings(names).values())) == 10_000


def test_doubles_are_those_that_a_reader_or_a_disk_takes_for_the_same():
    assert same_to_a_reader(["Ann", "ann", "Zoë", "Zoe\u0308", "eve"]) == {
        *("Ann", "ann", "Zoë", "Zoe\u0308"),
    }


@pytest.mark.parametrize(
    "odd", ["bob ", " bob", "bob\u00a0", "\u3000bob", "bo\u200db", "bob\n", "\x1fbob", "bob\u2028"]
)
def test_a_plain_name_is_nobodys_double(odd):
    assert same_to_a_reader(["bob", odd, "eve"]) == {odd}
    assert spellings([odd, "bob"])["bob"] == "bob"
    assert fold(spellings([odd, "bob"])[odd]) != "bob"


def test_two_plain_names_and_an_odd_one_are_doubles_all():
    assert same_to_a_reader(["Bob", "bob", "bob "]) == {"Bob", "bob", "bob "}
    assert same_to_a_reader([" bob", "bob "]) == {" bob", "bob "}, "nobody knows whose name it is"


def test_a_blank_at_the_end_of_a_name_that_has_no_double_is_no_fault():
    assert same_to_a_reader(["bob ", "eve"]) == set()
