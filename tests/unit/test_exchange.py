"""What comes back from a child is cut into frames, each counted for its check, and what is none is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.exchange import Exchange
from autograder.sandbox.job import Job, pack_job, pack_outcome, unpack_job, unpack_outcome
from autograder.trace.frame import pack

REPLIES = [pack({"part": number, "text": "x" * 300}) for number in range(4)]
# Two checks: the published cases of both, then the others of both.
JOB = Job(7, 10.0, (b"0", b"1", b"2", b"3"), (0, 1, 0, 1))


def exchange(job=JOB, most_output=1000):
    return Exchange(job, 0.0, most_output)


def reply(on, data, now=0.0):
    """Have an exchange hear something; return whether that was a reply, and the part that is to be sent then, if any."""
    heard = on.take(data)
    return heard, on.part if heard and on.go_on(now) else None


def outcomes(on, end="replied", exit_code=0, now=0.0):
    return on.outcomes(end, exit_code, now)


def test_a_part_is_sent_when_the_reply_to_the_one_before_is_in():
    on = exchange()
    assert on.part == b"0"

    assert [reply(on, data)[1] for data in REPLIES] == [b"1", b"2", b"3", None]

    assert on.is_over
    assert [(one.end, one.replies) for one in outcomes(on)] == [
        ("replied", (REPLIES[0], REPLIES[2])),
        ("replied", (REPLIES[1], REPLIES[3])),
    ]


@given(st.lists(st.integers(1, 40), min_size=1))
def test_it_does_not_matter_in_which_pieces_they_come(sizes):
    on = exchange()
    for whole in REPLIES:
        while whole:
            piece, whole = whole[: sizes[0]], whole[sizes[0] :]
            sizes = [*sizes[1:], sizes[0]]
            reply(on, piece)

    assert on.is_over
    assert outcomes(on)[1].replies == (REPLIES[1], REPLIES[3])


@pytest.mark.parametrize("early", [REPLIES[1], b"x", REPLIES[1] + b"x"])
def test_what_nobody_has_asked_for_ends_it(early):
    on = exchange()

    assert reply(on, REPLIES[0] + early) == (True, None)
    first, second = outcomes(on)

    assert (first.end, first.replies) == ("replied", (REPLIES[0], early))
    assert second.end == "skipped"


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_nonsense_is_kept_as_it_is_and_never_asks_for_more(pieces):
    on = exchange()
    for piece in pieces:
        assert reply(on, piece)[1] is None

    assert b"".join(outcomes(on, "crash")[0].replies) == b"".join(pieces)


class TestAChildThatEnds:
    """The check at work bears it; those that are done keep what they have, and the others are skipped."""

    def test_on_a_first_part(self):
        on = exchange()
        reply(on, REPLIES[0])

        first, second = outcomes(on, "crash", 3)

        assert (first.end, first.replies) == ("skipped", ())
        assert (second.end, second.exit_code) == ("crash", 3)

    def test_on_a_second_part(self):
        on = exchange()
        for data in REPLIES[:3]:
            reply(on, data)

        first, second = outcomes(on, "timeout")

        assert (first.end, len(first.replies)) == ("replied", 2)
        assert (second.end, second.replies) == ("timeout", ())


class TestTime:
    def test_each_check_has_its_own(self):
        on = exchange()
        assert on.deadline == 10.0
        reply(on, REPLIES[0], now=4.0)
        assert on.deadline == 14.0
        reply(on, REPLIES[1], now=5.0)
        assert on.deadline == 11.0, "six seconds are left to the first"
        reply(on, REPLIES[2], now=7.0)
        reply(on, REPLIES[3], now=8.0)

        assert [one.seconds for one in outcomes(on)] == [6.0, 2.0]

    def test_all_of_them_have_a_budget(self):
        on = exchange(Job(7, 10.0, JOB.parts, JOB.checks, budget=12.0))
        reply(on, REPLIES[0], now=4.0)

        assert on.deadline == 12.0


def test_a_print_belongs_to_the_check_that_was_at_work_and_one_on_a_second_part_to_nobody():
    on = exchange(most_output=5)
    for data, printed in zip(REPLIES, (b"first", b"second", b"inputs!", b"more"), strict=True):
        assert on.take(data)
        on.take_printed(printed)  # it was there before the reply, and is read after it
        on.go_on(0.0)
    on.take_printed(b"late")

    assert [one.printed for one in outcomes(on)] == [b"first", b"secon"]


@pytest.mark.parametrize(
    ("replies", "alone"),
    [(0, [True, True]), (1, [True, False]), (2, [False, False])],
)
def test_who_was_alone_in_the_process(replies, alone):
    on = exchange()
    for data in REPLIES[:replies]:
        reply(on, data)

    assert [one.alone for one in outcomes(on, "crash")] == alone


def test_jobs_and_outcomes_cross_the_pipe_as_they_are():
    assert unpack_job(pack_job(JOB)) == JOB
    for one in outcomes(exchange(), "crash", -9):
        assert unpack_outcome(pack_outcome(one)) == one


class TestTimeThatIsOver:
    """The child may say what it was at. That is all that is heard of it, and it earns nothing by it."""

    @pytest.fixture
    def on(self):
        on = exchange()
        reply(on, REPLIES[0], now=1.0)
        on.stop(11.0)
        return on

    def test_it_has_a_moment_of_grace_which_is_not_counted(self, on):
        assert on.is_stopped and 11.0 < on.deadline < 13.0
        assert outcomes(on, "timeout", now=12.0)[1].seconds == 10.0

    def test_what_it_says_is_kept_and_nothing_is_sent_after_it(self, on):
        assert reply(on, REPLIES[1], now=12.0) == (True, None)

        assert on.is_over
        first, second = outcomes(on, "timeout", now=12.5)
        assert (first.end, second.end) == ("skipped", "timeout")
        assert (second.replies, second.seconds) == ((REPLIES[1],), 10.0)

    def test_who_says_nothing_has_no_reply(self, on):
        on.take(REPLIES[1][:20])

        assert outcomes(on, "timeout", now=12.0)[1].replies == ()


def test_a_job_without_parts_crosses_the_pipe_too():
    assert unpack_job(pack_job(Job(7, 0.0, (), ()))) == Job(7, 0.0, (), ())
