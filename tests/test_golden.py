"""Every mistake that has a name has a submission that makes it, twice, and a text that was read before it was kept."""

from collections import Counter

import pytest

from tests.golden import FOLDER, all_misconceptions, first_of_each, same, text_of
from tests.overlays import overlays


@pytest.mark.parametrize("slug", all_misconceptions())
def test_the_text_is_the_one_that_was_read(grader, slug):
    overlay, function = first_of_each()[slug]

    text = text_of(grader, overlay, function)

    golden = (FOLDER / f"{slug}.txt").read_text(encoding="utf-8")
    assert same(text, golden), f"\n{text}\nwas\n{golden}\nread it, and type: python -m tests.golden"


@pytest.mark.parametrize("slug", all_misconceptions())
def test_every_mistake_is_made_in_two_ways(slug):
    made = Counter(found for overlay in overlays("wrong") for found in {s for _, s in overlay.expected.values()})

    assert made[slug] >= 2


def test_no_golden_file_is_left_over():
    assert {path.stem for path in FOLDER.glob("*")} == all_misconceptions().keys()
