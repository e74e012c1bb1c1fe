"""The pages of the repository: what they link to is there, and the first of them is short."""

import re

import pytest

from autograder.teaching.kit import README as STUDENTS  # as its neighbours the first page of a folder that lies as here
from tests.places import ROOT

FOLDERS = ("autograder", "datasets", "exercises", "solutions", "tests")
PAGES = [*ROOT.glob("*.md"), *(page for folder in FOLDERS for page in (ROOT / folder).rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|#)([^)\s]+)\)")
TWO_SCREENS, SMALL = 100, 120_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_links_to_is_there(page):
    folder = ROOT if page.parent == STUDENTS.parent else page.parent
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (folder / link.partition("#")[0]).exists()] == []


def test_the_first_page_fits_two_screens_and_shows_a_small_picture():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = [ROOT / link for link in LINK.findall(text) if link.endswith(".png")]

    assert len(text.splitlines()) <= TWO_SCREENS
    assert len(pictures) == 1 and pictures[0].stat().st_size < SMALL
    assert "## How fast, and how often right" in text
