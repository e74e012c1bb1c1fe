"""What the page of a class says of the next lesson: which failures are one, what to begin with, and who needs help."""

import re
from dataclasses import replace

from autograder.judge.verdict import Status
from autograder.student.card import ShownDifference
from autograder.teaching import wording
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import grades_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.pages.attention import again, changes_of, needs_of
from autograder.teaching.pages.classroom import class_page
from autograder.teaching.pages.clusters import clusters_of
from autograder.teaching.pages.lesson import named_mistakes, needed, things_for_tomorrow
from autograder.teaching.pages.members import members_of
from autograder.teaching.rows import Facts, LedgerRow, grouped
from tests.pages.classes import RUN
from tests.pages.test_pages import EVIL, needs_nothing_else, rows_of_file, wrong
from tests.places import EXERCISES, SOLUTIONS

FUNCTIONS = ("train_model", "error_surface", "descent_path")


def rows_of(student, lab="slope_and_bias", attempt="", **functions):
    """Return the rows of a student's lab, all right but for functions whose status, slug or facts are given."""
    rows = []
    for check in FUNCTIONS:
        given = functions.get(check, Status.PASS)
        status = given if isinstance(given, Status) else Status.FAIL
        slug = given if isinstance(given, str) and not isinstance(given, Status) else None
        facts = given if isinstance(given, Facts) else Facts()
        points = 10 if status is Status.PASS else 0
        row = LedgerRow(student, "slope_and_bias", check, status, points, 10, slug, "", 0.1, "A", "cpu", 5, facts)
        rows.append(replace(row, lab=lab, attempt=attempt))
    return rows


def off(got, expected="4286.279", what="Z[0, 0]", allowed="±0.47", **facts):
    """Return the facts of a number that is not the right one."""
    return Facts(called="f()", difference=ShownDifference(what, (), expected, got, allowed, "", ""), **facts)


def clusters(*facts):
    """Return what is said of the clusters of `error_surface`, and whose they are."""
    students = [rows_of(f"s{number}", error_surface=one) for number, one in enumerate(facts)]
    return [(cluster.what, sorted(row.student for row in cluster.rows)) for cluster in clusters_of(students)]


class TestClusters:
    def test_rounding_parts_nobody_and_another_number_does(self):
        assert clusters(off("4693.426"), off("4157.847"), off("4693.425"), off("4693.425")) == [
            ("Z[0, 0]: 4693.425 in place of 4286.279, off by +407", ["s0", "s2", "s3"]),
            ("Z[0, 0]: 4157.847 in place of 4286.279, off by −128", ["s1"]),
        ]

    def test_a_descent_that_runs_away_takes_its_rounding_along(self):
        assert len(clusters(off("2.38734e+12"), off("2.38735e+12"))) == 1

    def test_where_how_and_on_which_case_it_differs_tells_failures_apart(self):
        shape = off("(0, 30)", "(30, 30)", "the shape of W", "")
        told_apart = (off("5"), off("5", what="Z[0, 1]"), off("5", fresh=True), shape, off("nan"), off("inf"))

        assert len(clusters(*told_apart, *told_apart)) == len(told_apart)

    def test_an_exception_is_known_by_what_it_says(self):
        name = Facts(called="f()", stopped="NameError: name 'W' is not defined")

        assert [who for _, who in clusters(name, replace(name, stopped="NameError: name 'B'"), name)] == [
            ["s0", "s2"],
            ["s1"],
        ]

    def test_a_number_that_is_none_stops_no_page(self):
        assert len(clusters(off("what?"), off("what?"), off("else", allowed="much"))) == 2

    def test_a_file_that_cannot_be_run_counts_once_and_untouched_code_is_no_mistake(self, grader):
        stub = (EXERCISES / "slope_and_bias.py").read_bytes()
        students = [
            rows_of_file(grader, "slope_and_bias", stub + more, name)
            for name, more in (("a", b"\ndef f(:\n"), ("b", b"\ndef f(:\n"), ("c", b""))
        ]
        of_file, given = clusters_of(students)

        assert (of_file.check, len(of_file.rows), of_file.what) == ("", 2, "SyntaxError: invalid syntax")
        assert (given.check, given.is_untouched, len(given.rows)) == ("error_surface", True, 1)

    def test_a_bug_is_one_bug_however_the_rest_is_written(self, grader):
        """The same slip in two styles of the same function, and another slip beside it."""
        solution = (SOLUTIONS / "slope_and_bias.py").read_text()
        by_hand = "\n\ndef criterion(yhat, y):\n    e = (yhat - y).reshape(-1)\n    return sum(e * e) / len(e){}\n"
        written = {
            "a": solution.replace("((yhat - y) ** 2).mean()", "((yhat - y) ** 2).mean() * 1.25"),
            "b": solution + by_hand.format(" * 1.25"),
            "c": solution + by_hand.format(" * 1.3"),
        }
        students = [rows_of_file(grader, "slope_and_bias", text.encode(), name) for name, text in written.items()]
        of_criterion = [one for one in clusters_of(students) if one.check == "criterion"]

        assert [{row.student for row in one.rows} for one in of_criterion] == [{"a", "b"}, {"c"}]


class TestThings:
    def test_what_most_students_do_comes_first_and_what_one_does_is_no_question_for_all(self):
        rows = [
            row
            for student in (
                *(rows_of(f"a{at}", train_model="no-zero-grad") for at in range(3)),
                *(rows_of(f"b{at}", error_surface=off("4693.425")) for at in range(4)),
                *(rows_of(f"c{at}", error_surface=Facts(as_given=True)) for at in range(9)),
                rows_of("d", descent_path="ascent"),
            )
            for row in student
        ]
        found = clusters_of(grouped(rows, lambda row: row.student).values())
        things = things_for_tomorrow(rows, named_mistakes(rows), found)

        assert [(thing["mistake"].key, len(thing["mistake"].students)) for thing in things] == [
            ("slope_and_bias.error_surface:02", 4),
            ("no-zero-grad", 3),
        ]

    def test_points_hang_on_what_waits_for_it_too(self):
        waiting = replace(rows_of("x")[2], status=Status.BLOCKED, points=0, facts=Facts(waits_for="train_model"))
        rows = [
            row for name in "ab" for row in (*rows_of(name, train_model="ascent")[:2], replace(waiting, student=name))
        ]
        (thing,) = things_for_tomorrow(rows, named_mistakes(rows), [])

        assert "40 points hang on it" in thing["where"]

    def test_all_points_hang_on_a_file_that_cannot_be_run(self):
        unread = [
            replace(row, status=Status.ERROR, points=0, facts=Facts(stopped="SyntaxError: no")) for row in rows_of("x")
        ]
        rows = [replace(row, student=name) for name in "ab" for row in unread]
        (thing,) = things_for_tomorrow(rows, [], clusters_of(grouped(rows, lambda row: row.student).values()))

        assert thing["where"] == "slope_and_bias.py; 60 points hang on it"

    def test_two_descents_of_the_class_are_drawn_or_the_reference_where_nobody_is_right(self, grader):
        solution = (SOLUTIONS / "slope_and_bias.py").read_bytes()
        wrong_ones = [
            row
            for name in "ab"
            for row in rows_of_file(grader, "slope_and_bias", wrong("slope_and_bias", "no-zero-grad"), name)
        ]
        right = rows_of_file(grader, "slope_and_bias", solution, "c")

        pages = [class_page(needed(rows), run=RUN) for rows in (wrong_ones + right, wrong_ones)]

        assert "Two descents of this class from the same start" in pages[0]
        assert "and the reference&#39;s from the same start" in pages[1]
        assert all("They part at update 2." in page for page in pages)

    def test_nothing_that_a_student_or_a_roster_says_is_obeyed(self):
        evil = Facts(called=EVIL, stopped=EVIL, question=EVIL, line=1)
        rows = [row for name in (EVIL, f"{EVIL}2") for row in rows_of(name, train_model=evil, error_surface=off(EVIL))]
        person = Person(EVIL, mail=EVIL, section=EVIL, first_name=EVIL)
        sources = {(EVIL, "slope_and_bias"): EVIL.encode()}
        page = class_page(rows, run=RUN, grades=grades_of(rows, {EVIL: person}, Policy()), sources=sources)

        assert EVIL not in page and page.count("&lt;script&gt;alert(1)") > 10
        assert sum(tag == "script" for tag, _ in needs_nothing_else(page).tags) == 1

    def test_what_is_shown_large_names_nobody(self):
        rows = [row for name in ("ada", "ben") for row in rows_of(name, train_model="ascent")]
        page = class_page(rows, run=RUN)
        thing = page[page.index('<article class="thing"') : page.index("</article>")]
        large = re.sub(r'<(div|p) class="teacher">.*?</\1>', "", thing, flags=re.DOTALL)

        assert "ada" in thing and "ada" not in large and "where does your update go?" in large


def members(*students, people=None):
    rows = [row for student in students for row in student]
    return members_of(rows, grades_of(rows, people or {}, Policy()), dict.fromkeys(row.lab for row in rows))


class TestWhoNeedsHelp:
    def test_each_for_the_reason_that_is_theirs(self):
        def all_of(status):
            return rows_of(status.name.lower(), **dict.fromkeys(FUNCTIONS, status))

        class_of = members(
            rows_of("fine"),
            rows_of("nearly", error_surface="bias-sign"),
            *map(all_of, (Status.MISSING, Status.REFUSED, Status.NOT_STARTED, Status.TIMEOUT, Status.INFRA)),
            rows_of("stuck", train_model="ascent", error_surface=Facts(as_given=True), descent_path=Status.BLOCKED),
        )

        found = {need.why: [member.student for member, _ in need.who] for need in needs_of(class_of, [])}

        assert list(found.values()) == [
            ["missing"],
            ["refused"],
            ["timeout"],
            ["not_started"],
            ["stuck"],
            ["timeout"],
            ["infra"],
        ]

    def test_addresses_are_the_rosters_and_else_names(self):
        people = {"a": Person("a", mail="ada@uni.example", first_name="Ada"), "b": Person("b", first_name="Ben")}
        nothing = [rows_of(name, **dict.fromkeys(FUNCTIONS, Status.MISSING)) for name in "abc"]

        (need,) = needs_of(members(*nothing, people=people), [])

        assert need.addresses == "ada@uni.example, Ben, c"

    def test_what_was_handed_in_again_is_compared_with_the_time_before(self):
        best = rows_of("best", attempt="1")  # an earlier one counts: what came later is compared with nothing
        now = [rows_of("up"), rows_of("down", train_model="ascent"), rows_of("same"), rows_of("once"), best]
        earlier = [
            *rows_of("up", attempt="1", train_model=Status.NOT_STARTED, error_surface=Status.NOT_STARTED),
            *rows_of("up", attempt="2", train_model="ascent"),
            *rows_of("down", attempt="1"),
            *rows_of("same", attempt="1"),
            *best,
        ]
        class_of = members(*now)
        changes = changes_of(class_of, earlier)
        (fell,) = needs_of(class_of, changes)

        assert {one.student: (one.before, one.now) for one in changes} == {
            "up": (20, 30),
            "down": (30, 20),
            "same": (30, 30),
        }
        assert [(member.student, detail) for member, detail in fell.who] == [("down", "30 → 20")]
        assert again(changes) == [
            "3 labs were handed in again: 1 with more points, 1 with fewer, 1 with as many as before.",
            "ascent: of 1 who made it, 1 no longer do.",
        ]


class TestScores:
    def test_one_of_two_labs_is_not_every_point(self):
        rows = [*rows_of("ada"), *rows_of("ben"), *rows_of("ben", lab="univariate")]
        page = class_page(rows, run=RUN)

        assert "The middle score is 75 %, 1 student has every point. Scores are shares of the 60 points" in page
        assert 'aria-label="How many students have how many percent of the points: 50–59 %: 1, 100 %: 1' in page
        assert re.search(r'>ada</bdi>.*?data-sort="50">50<.*?<td>.*?</td><td class="wide">no file</td>', page)

    def test_who_is_excused_is_in_no_count(self):
        rows = [*rows_of("ada"), *rows_of("ill", **dict.fromkeys(FUNCTIONS, Status.MISSING))]
        grades = [replace(one, excused=one.student == "ill") for one in grades_of(rows, {}, Policy())]
        page = class_page(rows, run=RUN, grades=grades)

        assert "The middle score is 100 %, 1 student has every point." in page
        assert "percent of the points: 100 %: 1" in page
        assert wording.NEED_NOBODY in page and ">excused</td>" in page

    def test_nobody_has_all_by_rounding(self):
        rows = [replace(row, max_points=1000, points=1000) for row in rows_of("ada")]
        rows[0] = replace(rows[0], points=995, status=Status.FAIL)

        assert "0 students have every point" in class_page(rows, run=RUN)

    def test_sections_have_a_line_each(self):
        rows = [row for name in "abc" for row in rows_of(name)] + rows_of("d", train_model="ascent")
        people = {name: Person(name, section="Mon" if name in "ad" else "Tue") for name in "abd"}
        page = class_page(rows, run=RUN, grades=grades_of(rows, people, Policy()))
        lines = re.findall(r"<tr><th scope=\"row\"><bdi>(.*?)</bdi>.*?</tr>", page[page.index('id="sections"') :])

        assert lines[:3] == ["Mon", "Tue", "in no section"]
        assert re.search(r"Mon</bdi></th><td class=\"n\">2</td><td class=\"n\">84 %</td><td class=\"n\">1</td>", page)


def test_where_more_fail_alike_than_have_it_right_the_solution_is_doubted():
    alike = [row for one in ("ada", "ben") for row in rows_of(one, error_surface=off("5"))]
    right = [row for one in ("cy", "dee") for row in rows_of(one)]

    assert wording.DOUBT in class_page([*alike, *right[:3]], run=RUN)
    assert wording.DOUBT not in class_page([*alike, *right], run=RUN)
    given = [replace(row, facts=replace(row.facts, as_given=True)) for row in alike]
    assert wording.DOUBT not in class_page([*given, *right[:3]], run=RUN)
