"""Due dates and what lateness costs: clocks that are put back, grace, caps, and which attempt counts."""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from autograder.errors import CourseFileUnusable
from autograder.judge.verdict import Status
from autograder.labs.authors_files import fitted, read_toml
from autograder.labs.settings import Late, Settings
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import grades_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.rows import LedgerRow

# In Berlin clocks were put back on 2026-10-25 at 3:00, by an hour.
COURSE = """
timezone = "Europe/Berlin"
[due]
lab = 2026-10-24T23:59:00
[extensions.ada]
lab = 2026-10-27
"""


def policy(text=COURSE, **late):
    settings = fitted("gradkit.toml", Settings, tomllib.loads(text))
    return Policy.of(replace(settings, late=Late(**late)) if late else settings)


def row(points, handed_in="", attempt="", status=Status.PASS, student="ben", marked_late=False):
    verdict = (status, points, 20.0, None, "", 0.1, "A", "cpu", 1)
    return LedgerRow(student, "lab", "f", *verdict, handed_in=handed_in, attempt=attempt, marked_late=marked_late)


def penalty(when, most=20, **late):
    rules = policy(**late)
    return rules.penalty(datetime.fromisoformat(when), rules.due["lab"], most)


class TestPenalty:
    @pytest.mark.parametrize(
        ("when", "percent_per_day", "percent_per_hour"),
        [
            ("2026-10-24T21:59:00Z", 0, 0),
            ("2026-10-24T21:59:01Z", 2, 2),
            # 24 hours and a half later the same day is not over: it has 25.
            ("2026-10-25T22:29:00Z", 2, 50),
            ("2026-10-25T22:59:00Z", 2, 50),
            ("2026-10-25T22:59:01Z", 4, 52),
            ("2026-10-26T00:00:00+01:00", 4, 52),
        ],
    )
    def test_every_begun_day_of_the_clock_and_every_begun_hour(self, when, percent_per_day, percent_per_hour):
        assert penalty(when, percent_per_day=10) == min(percent_per_day, 20)
        assert penalty(when, percent_per_hour=10) == min(percent_per_hour, 20)

    def test_points_cap_and_grace(self):
        late = "2026-10-27T12:00:00Z"
        assert penalty(late, points_per_day=3) == 9
        assert penalty(late, points_per_day=3, at_most=5) == 5
        assert penalty(late, percent_per_day=10, at_most=25) == 5
        assert penalty(late, percent_per_day=99) == 20
        # Grace moves every border.
        assert penalty("2026-10-24T22:14:00Z", points_per_day=1, grace_minutes=15) == 0
        assert penalty("2026-10-24T22:14:01Z", points_per_day=1, grace_minutes=15) == 1
        assert penalty("2026-10-25T23:14:00Z", points_per_day=1, grace_minutes=15) == 1
        assert penalty("2026-10-25T23:14:01Z", points_per_day=1, grace_minutes=15) == 2

    def test_a_policy_comes_back_from_the_ledger_as_it_was(self):
        before = policy(percent_per_day=10)
        after = Policy.of_json(before.as_json())

        assert after == before and after.penalty(datetime(2026, 10, 25, 22, 30, tzinfo=UTC), after.due["lab"], 20) == 2


class TestSettings:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('timezone = "Berlin"\n[due]\na = 2026-10-24', "Berlin is no time zone"),
            (
                "[late]\npercent_per_dya = 3",
                "[late] has a key percent_per_dya, which means nothing; percent_per_day would",
            ),
            ("[late]\npercent_per_day = -3", "percent_per_day is -3"),
            ("[late]\npercent_per_day = 3\npoints_per_hour = 1", "leave one of them"),
            ("[due]\na = 23:59:00", "its due is"),
            ("[due]\na = '2026-10-24'", "its due is"),
            ('attempts = "all"', "its attempts is 'all'"),
            ('attempts = "bset"', "say latest or best"),
            ('[due]\na = "20.11.2026"', "a date without quotation marks, as in 2026-11-20T23:59:00"),
            ('[extensions.x]\na = "20.11.2026"', "as in 2026-11-20T23:59:00"),
            ("[late]\npercent_per_hour = 3\nat_most = 101", "at_most is 101 percent"),
        ],
    )
    def test_a_fault_is_one_line(self, text, said):
        with pytest.raises(CourseFileUnusable) as problem:
            policy(text)

        assert said in str(problem.value) and "\n" not in str(problem.value)

    def test_a_date_that_is_no_toml_is_told_how_dates_are_written(self, tmp_path):
        (tmp_path / "gradkit.toml").write_text('title = "x"\n[due]\na = 20.11.2026\n')

        with pytest.raises(CourseFileUnusable, match=r"at line 3.*2026-11-20T23:59:00"):
            read_toml(tmp_path / "gradkit.toml", Settings)

    def test_points_may_be_more_than_a_hundred(self):
        assert policy("[late]\npoints_per_day = 3\nat_most = 101").late.at_most == 101

    def test_students_are_told_all_but_who_has_more_time(self):
        text = COURSE.replace("[due]", 'seed = "7"\n[late]\npercent_per_day = 10\n[due]')
        told = tomllib.loads(fitted("gradkit.toml", Settings, tomllib.loads(text)).for_students())

        assert told == {
            "due": {"lab": datetime.fromisoformat("2026-10-24T23:59+02:00")},
            "late": {"percent_per_day": 10},
        }


class TestGrade:
    def test_the_latest_counts_or_the_best_after_its_penalty(self):
        # Early and short, late and whole, later and worse.
        rows = [
            row(10, "2026-10-26T12:00:00Z"),
            row(12, "2026-10-24T12:00:00Z", "x"),
            row(20, "2026-10-25T09:00:00Z", "y"),
        ]
        people, late = {"ben": Person("ben")}, {"points_per_day": 7}

        (latest,) = grades_of(rows, people, policy(**late))
        (best,) = grades_of(rows, people, policy('attempts = "best"\n' + COURSE, **late))

        assert (latest.raw, latest.penalty, latest.score, latest.is_of_earlier) == (10, 10, 0, False)
        assert (best.raw, best.penalty, best.score, best.rows[0].attempt) == (20, 7, 13, "y")

    def test_an_extension_is_one_students_due_date(self):
        rows = [row(20, "2026-10-27T22:59:00Z", student=student) for student in ("ada", "ben")]
        ada, ben = grades_of(rows, {}, policy(points_per_day=1))

        assert (ada.penalty, ben.penalty) == (0, 3) and ada.late_by.total_seconds() == 0
        assert ben.late_by.days == 3 and ada.due.isoformat() == "2026-10-27T23:59:59+01:00"

    def test_a_time_that_nobody_knows_costs_nothing_and_is_said(self):
        (known,) = grades_of([row(20, marked_late=True)], {}, policy(points_per_day=1))
        (unknown,) = grades_of([row(20)], {}, policy(points_per_day=1))

        assert (known.penalty, known.may_be_late) == (0, True) and (unknown.penalty, unknown.may_be_late) == (0, False)

    def test_what_could_not_be_checked_has_no_score(self):
        rows = [row(0, status=Status.INFRA), row(20, "2026-10-24T12:00:00Z", "x")]

        for text in (COURSE, 'attempts = "best"\n' + COURSE):
            (grade,) = grades_of(rows, {}, policy(text))
            assert grade.raw is grade.score is None
