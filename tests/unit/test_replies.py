"""What comes back from a child is cut into frames, and what is no frame is told from what is not all there yet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.replies import Replies
from autograder.trace.frame import pack

FIRST, SECOND = pack({"part": 1}), pack({"part": 2, "text": "x" * 300})


def test_one_reply_is_due_to_each_part():
    replies = Replies(2)
    replies.take(FIRST)
    assert replies.want_more and not replies.judgeable

    replies.asked += 1
    assert not replies.want_more
    replies.take(SECOND)

    assert replies.judgeable and not replies.spoilt
    assert replies.all() == (FIRST, SECOND)


@given(st.lists(st.integers(1, 40), min_size=1))
def test_it_does_not_matter_in_which_pieces_they_come(sizes):
    replies, data = Replies(2, asked=2), FIRST + SECOND
    for size in sizes * len(data):
        piece, data = data[:size], data[size:]
        replies.take(piece)

    assert replies.all() == (FIRST, SECOND)
    assert not replies.spoilt


@pytest.mark.parametrize("early", [FIRST, b"x", SECOND + b"x"])
def test_what_nobody_has_asked_for_spoils_them(early):
    replies = Replies(2)
    replies.take(FIRST + early)

    assert replies.spoilt and replies.judgeable and not replies.want_more
    assert replies.all() == (FIRST, early)


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_nonsense_is_kept_as_it_is_and_never_asks_for_more(pieces):
    replies = Replies(2)
    for piece in pieces:
        replies.take(piece)

    assert not replies.want_more
    assert b"".join(replies.all()) == b"".join(pieces)
    assert replies.size == len(b"".join(pieces))
