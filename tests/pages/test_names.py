"""Names of students, and of the files that are named after them."""

import pytest

from autograder.teaching.pages.names import feedback_name, feedback_names, shown_name
from tests.pages.classes import names_of


def test_a_plain_name_is_the_name_of_the_file():
    assert feedback_name("ada.lovelace-1815") == "ada.lovelace-1815.html"


STRANGE = (
    *("../../etc/passwd", "", ".", "..", "a/b", "a\\b", "nul", "COM1.txt", "x\0y", "Zoë", "ada ", ".ada", "-rf"),
    *("x" * 300, "<script>", "\u202eada", "a\nb", "\ud800", "ada-0123456789", "con"),
)


@pytest.mark.parametrize("student", STRANGE, ids=range(len(STRANGE)))
def test_any_other_name_is_made_harmless_and_stays_its_own(student):
    name = feedback_name(student)

    assert name != f"{student}.html"
    assert name == name.encode("ascii").decode()
    assert not name.startswith((".", "-"))
    assert len(name) < 100
    assert not set(name) & set('/\\:*?"<>|\0 \n')
    assert feedback_name(student + "x") != name


def test_a_name_cannot_be_chosen_to_be_that_of_somebody_else():
    taken = feedback_name("a/b")

    assert feedback_name(taken.removesuffix(".html")) != taken


def test_no_two_students_of_a_class_share_a_page_even_where_capitals_do_not_count():
    students = [*names_of(500), "Ada", "ada", "a/b", "a b", "a:b"]
    names = feedback_names(students)

    assert len({name.casefold() for name in names.values()}) == len(set(students))
    assert feedback_names(["ada", "ben"]) == {"ada": "ada.html", "ben": "ben.html"}


def test_what_is_shown_holds_nothing_unseen_and_fits_a_line():
    assert shown_name("\u202egnp\x1b[31m\n.elif") == "gnp [31m .elif"
    assert len(shown_name("x" * 300)) == 81
