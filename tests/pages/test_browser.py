"""The pages in a real browser: sorting, searching, keys, narrow windows, and a name that is a script."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import grades_of
from autograder.teaching.grades.roster import Person
from autograder.teaching.pages.classroom import class_page
from autograder.teaching.pages.names import feedback_name
from autograder.teaching.pages.rendering import rendered
from autograder.teaching.pages.student import student_page
from tests.pages.browser import CHROMIUM, Browser
from tests.pages.classes import RUN, rows_of_class
from tests.pages.test_pages import rows_of_file, wrong

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="NO BROWSER, NOT TESTED: apt install chromium")

NAMES = "Array.from(document.querySelectorAll('#students tbody tr:not([hidden])')).map(r => r.cells[0].textContent)"
PERCENTS = "Array.from(document.querySelectorAll('#students tbody tr')).map(r => Number(r.cells[2].dataset.sort))"
HEADING = "document.querySelectorAll('#students thead button')[{}]"
SEARCH = (
    "(async () => {{ const s = document.getElementById('search'); s.value = {!r}; s.dispatchEvent(new Event('input'));"
)
SEARCH += " await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }})()"


@pytest.fixture(scope="module")
def browser():
    with Browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Return a function that writes a page and returns its path."""

    def written(name, page):
        path = tmp_path_factory.mktemp("pages") / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        return path

    return written


@pytest.fixture(scope="module", params=[120, 2000])
def report(request, pages):
    """The page of a generated class, and its rows."""
    rows = rows_of_class(request.param)
    return pages("report", class_page(rows, run=RUN)), rows


@pytest.fixture(scope="module")
def lesson(pages):
    """The page of a class with two sections, its rows and its people."""
    rows = rows_of_class(120)
    people = {row.student: Person(row.student, mail="m@x", section="AB"[at % 2]) for at, row in enumerate(rows[::7])}
    return pages("lesson", class_page(rows, run=RUN, grades=grades_of(rows, people, Policy()))), rows, people


@pytest.fixture(scope="module")
def student_file(grader, pages):
    """The page of a student who is wrong, and whose name is a script."""
    name = "<script>document.title = 'taken'</script>"
    rows = rows_of_file(grader, "slope_and_bias", wrong("slope_and_bias", "no-zero-grad"), name)
    return pages("student", student_page(name, rows, run=RUN))


class TestClassPage:
    def test_a_click_sorts_by_score_and_another_turns_it_round(self, browser, report):
        path, rows = report
        browser.open(path)

        browser.run(HEADING.format(2) + ".click()")
        percents = browser.run(PERCENTS)
        assert percents == sorted(percents)
        assert len(percents) == len({row.student for row in rows})
        browser.run(HEADING.format(2) + ".click()")
        assert browser.run(PERCENTS) == percents[::-1]
        assert browser.run(HEADING.format(2) + ".parentNode.getAttribute('aria-sort')") == "descending"

    def test_names_sort_as_people_do(self, browser, pages):
        rows = [replace(row, student=name) for name in ("b10", "B9", "a") for row in rows_of_class(7)[:7]]
        browser.open(pages("names", class_page(rows, run=RUN)))

        browser.run(HEADING.format(0) + ".click()")

        assert browser.run(NAMES) == ["a", "B9", "b10"]

    def test_of_many_the_first_are_shown_and_all_when_asked(self, browser, report):
        path, rows = report
        everybody = len({row.student for row in rows})
        browser.open(path)

        assert len(browser.run(NAMES)) == min(200, everybody)
        browser.run("document.getElementById('more').click()")
        assert len(browser.run(NAMES)) == everybody

    def test_the_keyboard_sorts_too(self, browser, report):
        browser.open(report[0])
        browser.run(HEADING.format(2) + ".focus()")

        browser.press("Enter")

        percents = browser.run(PERCENTS)
        assert percents == sorted(percents)

    def test_searching_leaves_whom_it_fits(self, browser, report):
        path, rows = report
        browser.open(path)

        browser.run(SEARCH.format("no-zero-grad ADA-"))

        wanted = {row.student for row in rows if row.misconception == "no-zero-grad"}
        assert set(browser.run(NAMES)) == {name for name in wanted if "ada-" in name}
        everybody = len({row.student for row in rows})
        said = browser.run("document.getElementById('count').textContent")
        assert said == f"{len([name for name in wanted if 'ada-' in name])} of {everybody} students"

    def test_a_mistake_shows_who_makes_it(self, browser, report):
        path, rows = report
        browser.open(path)

        browser.run("document.querySelector('button[data-search=\"ascent\"]').click()")

        wanted = {row.student for row in rows if row.misconception == "ascent"}
        assert len(browser.run(NAMES)) == len(wanted)

    def test_names_that_are_scripts_are_only_names(self, browser, report):
        browser.open(report[0])

        assert "<script>alert(1)</script>" in browser.run(NAMES)
        assert browser.run("document.scripts.length") == 1

    def test_it_fetches_nothing_and_fits_a_phone(self, browser, report):
        browser.open(report[0], width=360, height=740)

        assert browser.requests == [report[0].resolve().as_uri()]
        assert browser.run("document.documentElement.scrollWidth") <= 360

    def test_links_lead_to_the_students_own_pages(self, browser, report):
        path, rows = report
        browser.open(path)
        links = browser.run("Array.from(document.querySelectorAll('#students tbody a')).map(a => a.href)")

        folder = path.resolve().parent.as_uri()
        assert set(links) == {f"{folder}/feedback/{feedback_name(row.student)}" for row in rows}


class TestLesson:
    """What is prepared for the next lesson."""

    def test_a_question_fills_the_screen_and_keys_turn_to_the_next(self, browser, lesson):
        path, rows, _ = lesson
        browser.open(path, width=1920, height=1080)
        shown = "(() => {{ const at = document.elementFromPoint(960, {}); return at.closest('.thing')?.id; }})()"

        browser.run("document.querySelector('a[href=\"#thing-1\"]').click()")
        assert [browser.run(shown.format(y)) for y in (10, 540, 1070)] == ["thing-1"] * 3
        text = browser.run("document.getElementById('thing-1').innerText")
        assert "?" in text and not any(row.student in text for row in rows)
        browser.press("ArrowRight")
        assert browser.run(shown.format(540)) == "thing-2"
        browser.press("Escape")
        assert browser.run("location.hash") == "#tomorrow"
        assert browser.run("getComputedStyle(document.getElementById('thing-2')).position") == "static"

    def test_searching_a_function_finds_all_who_have_it_wrong(self, browser, lesson):
        path, rows, _ = lesson
        browser.open(path)

        browser.run(SEARCH.format("slope_and_bias.error_surface"))

        failed = {row.student for row in rows if row.check == "error_surface" and row.status.is_wrong}
        first = [next((row for row in rows if row.student == name and row.status.is_to_do), None) for name in failed]
        assert len(failed) > sum(row.check == "error_surface" for row in first if row)
        assert len(browser.run(NAMES)) == len(failed)

    def test_a_section_is_looked_at_alone(self, browser, lesson):
        path, _, people = lesson
        browser.open(path)

        browser.run(
            "(s => { s.value = 'B'; s.dispatchEvent(new Event('change')); })(document.getElementById('section'))"
        )

        assert len(browser.run(NAMES)) == sum(person.section == "B" for person in people.values()) == 60

    def test_addresses_are_selected_to_be_copied(self, browser, lesson):
        browser.open(lesson[0])

        browser.run("document.querySelectorAll('#attention details').forEach(one => one.open = true)")
        browser.run("document.querySelector('button[data-copy]').click()")

        assert set(browser.run("getSelection().toString()").split(", ")) == {"m@x"}

    def test_paper_shows_whole_names(self, browser, lesson):
        browser.open(lesson[0], width=660)
        browser.call("Emulation.setEmulatedMedia", media="print")

        cells = "Array.from(document.querySelectorAll('#students :is(th, td)'))"
        assert browser.run(f"{cells}.filter(cell => cell.scrollWidth > cell.clientWidth).length") == 0
        assert browser.run("document.documentElement.scrollWidth") <= 660
        heads = "Array.from(document.querySelectorAll('#students thead th'))"
        lines = "(e => (r => (r.selectNodeContents(e), r.getClientRects().length))(document.createRange()))"
        broken = f"{heads}.filter(e => {lines}(e) > e.textContent.trim().split(/[ _]/).length + 1).length"
        assert browser.run(broken) == 0
        # A box of a button in it, and Chromium repeats no table head on the next page.
        assert browser.run("getComputedStyle(document.querySelector('#students thead button')).display") == "contents"
        browser.call("Emulation.setEmulatedMedia", media="")


def test_a_talk_s_table_fits_a_phone(browser, pages):
    difference = SimpleNamespace(what="gradient of w at step 2", got="-133.3469", expected="-38.1936")
    row = SimpleNamespace(check="compare_learning_rates", facts=SimpleNamespace(difference=difference))
    pair = {"lab": "slope_and_bias", "rows": [row], "sides": []}
    browser.open(pages("talk", rendered("talk.html", pairs=[pair], left_out=[], called={}, links={})), width=380)

    assert browser.run("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.scroll'))") <= 0


class TestStudentPage:
    @pytest.mark.parametrize("width", [360, 1366])
    @pytest.mark.parametrize("dark", [False, True])
    def test_it_fits_and_fetches_nothing(self, browser, student_file, width, dark):
        browser.open(student_file, width=width, dark=dark)

        assert browser.run("document.documentElement.scrollWidth") <= width
        assert browser.requests == [student_file.resolve().as_uri()]
        assert browser.run("getComputedStyle(document.body).backgroundColor") == (
            "rgb(21, 25, 27)" if dark else "rgb(255, 255, 255)"
        )

    def test_a_name_that_is_a_script_is_only_a_name(self, browser, student_file):
        browser.open(student_file)

        assert browser.run("document.querySelector('h1').textContent").startswith("<script>")
        assert browser.run("document.scripts.length") == 0
        assert browser.run("document.title") != "taken"

    def test_the_way_is_drawn_inside_its_frame(self, browser, student_file):
        browser.open(student_file)

        dots = browser.run("document.querySelectorAll('.dots circle').length")
        assert dots == 5, "the start and four updates"
        assert browser.run("document.querySelector('figure svg').getBoundingClientRect().height") > 200

    def test_it_prints(self, browser, student_file):
        browser.open(student_file)

        assert browser.pdf().startswith(b"%PDF-")
