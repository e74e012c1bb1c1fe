"""The pages as text: what they say, that they need nothing else, and that nothing in them is obeyed."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from autograder.judge.verdict import Status
from autograder.labs.misconceptions import misconceptions_of
from autograder.teaching.facts import describe
from autograder.teaching.pages.classroom import class_page
from autograder.teaching.pages.names import feedback_name
from autograder.teaching.pages.student import student_page
from autograder.teaching.pages.write import write_report
from tests.overlays import FOLDER
from tests.pages.classes import RUN, rows_of_class
from tests.places import EXERCISES, SOLUTIONS
from tests.test_command_line import GRADKIT, run

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def rows_of_file(grader, lab, source, student="ada"):
    verdicts = grader.grade(lab, source, f"{lab}.py")
    return [describe(verdict, student) for verdict in verdicts]


def wrong(lab, name):
    return (SOLUTIONS / f"{lab}.py").read_bytes() + b"\n\n" + (FOLDER / "wrong" / lab / f"{name}.py").read_bytes()


class _Outline(HTMLParser):
    """Collects tags with their attributes, and checks that they are closed in order."""

    VOID = ("meta", "input", "br", "img", "path", "rect", "circle", "line")

    def __init__(self, page):
        super().__init__()
        self.tags, self._open = [], []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag


def needs_nothing_else(page):
    outline = _Outline(page)
    assert not re.search(r"https?://|@import|url\((?!#)", page)
    for tag, attrs in outline.tags:
        assert tag not in ("link", "iframe", "object", "embed", "img")
        assert "src" not in attrs
        assert not any(name.startswith("on") for name in attrs)
    return outline


class TestStudentPage:
    def test_a_named_mistake_its_question_and_the_numbers(self, grader):
        rows = rows_of_file(grader, "slope_and_bias", wrong("slope_and_bias", "no-zero-grad"))
        page = student_page("ada", rows, run=RUN)

        assert "12 of 30 points" in page
        assert misconceptions_of("")["no-zero-grad"].question.partition(".grad")[0] in page
        assert re.search(r'class="parts"><th scope="row">step 2', page)
        assert "They wait for train_model" in page
        assert "pytest autograder/ --lab slope_and_bias.train_model" in page
        assert "The two part at update 2" in page
        tags = needs_nothing_else(page).tags
        drawing = next(attrs for tag, attrs in tags if tag == "svg")
        assert drawing["role"] == "img" and "slope w" in drawing["aria-label"]

    def test_right_work_has_nothing_to_try_again(self, grader):
        rows = rows_of_file(grader, "slope_and_bias", (SOLUTIONS / "slope_and_bias.py").read_bytes())
        page = student_page("ada", rows, run=RUN)

        assert "Everything passes." in page
        assert "Try again" not in page
        assert "Your way and the reference&#39;s are the same." in page

    def test_a_stub_is_told_where_to_begin(self, grader):
        rows = rows_of_file(grader, "slope_and_bias", (EXERCISES / "slope_and_bias.py").read_bytes())
        page = student_page("ada", rows, run=RUN)

        assert "Nothing has been written yet. Begin with forward" in page
        assert "still the version with the defect" in page

    def test_a_file_that_cannot_be_imported_has_one_card(self, grader):
        page = student_page("ada", rows_of_file(grader, "slope_and_bias", b"def f(:"), run=RUN)

        assert page.count("<article") == 1
        assert "SyntaxError" in page

    def test_a_promise_that_is_not_kept_is_nothing_to_work_out_by_hand(self, grader):
        source = (SOLUTIONS / "slope_and_bias.py").read_bytes()
        source += b"\n\ndef plot_losses(LOSS, LOSS2):\n    _, ax = plt.subplots()\n    ax.plot(LOSS)\n    return ax\n"
        page = student_page("ada", rows_of_file(grader, "slope_and_bias", source), run=RUN)

        assert "a line that shows LOSS2" in page and "no other line" in page
        assert "Which of its promises does your function not keep?" in page
        assert "work out by hand" not in page

    def test_no_file_is_one_sentence(self):
        rows = [replace(row, status=Status.MISSING, points=0) for row in rows_of_class(7)[:7]]
        page = student_page("ada", rows, run=RUN)

        assert "There was no slope_and_bias.py among what you handed in." in page
        assert "<article" not in page
        assert "Right so far: 0 of 7 functions. Hand in slope_and_bias.py next." in page
        assert "Is your file called slope_and_bias.py?" in page
        assert "Every function was run" not in page

    def test_what_could_not_be_run_is_nothing_to_mend(self):
        rows = [replace(row, status=Status.INFRA, points=0) for row in rows_of_class(7)[:7]]

        assert "There is nothing to mend here" in student_page("ada", rows, run=RUN)

    def test_nothing_that_a_student_wrote_is_obeyed(self, grader):
        source = (SOLUTIONS / "slope_and_bias.py").read_bytes()
        source += f"\n\ndef forward(x, w, b):\n    print({EVIL!r})\n    raise ValueError({EVIL!r})\n".encode()
        rows = [replace(found, note=EVIL) for found in rows_of_file(grader, "slope_and_bias", source, EVIL)]
        page = student_page(EVIL, rows, run=RUN)

        assert EVIL not in page
        assert page.count("&lt;script&gt;alert(1)") >= 4, "name, note, exception, output"
        assert not any(tag == "script" for tag, _ in needs_nothing_else(page).tags)

    def test_rows_without_facts_show_their_message(self):
        page = student_page("ada", rows_of_class(30)[:7], run=RUN)

        assert "expected 1, got &lt;b&gt;2&lt;/b&gt;" in page or "Everything passes" in page
        needs_nothing_else(page)


class TestClassPage:
    rows = rows_of_class(120)

    def test_it_needs_nothing_else_and_obeys_nothing(self):
        page = class_page(self.rows, run=RUN)
        tags = needs_nothing_else(page).tags

        assert sum(tag == "script" for tag, _ in tags) == 1
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "\u202e" not in page

    def test_mistakes_are_ranked_with_who_makes_them(self):
        page = class_page(self.rows, run=RUN)
        page = page[page.index('<h2 id="mistakes">') : page.index('<h2 id="unnamed">')]
        who = {row.student for row in self.rows if row.misconception == "no-zero-grad"}
        counts = [int(count) for count in re.findall(r"<strong>(\d+) of 120</strong>", page)]

        assert f"<strong>{len(who)} of 120</strong> {misconceptions_of('')['no-zero-grad'].habit}" in page
        assert counts == sorted(counts, reverse=True)
        item = page[page.index(misconceptions_of("")["no-zero-grad"].habit) :].partition("</li>")[0]
        assert all(feedback_name(student) in item for student in who)

    def test_every_student_has_a_row_and_a_link_to_their_page(self):
        links = [attrs["href"] for tag, attrs in _Outline(class_page(self.rows, run=RUN)).tags if tag == "a"]

        for student in {row.student for row in self.rows}:
            assert f"feedback/{feedback_name(student)}" in links

    def test_the_bars_hold_every_student(self):
        page = class_page(self.rows, run=RUN)
        label = re.search(r'aria-label="How many students[^"]*"', page)[0]

        assert sum(map(int, re.findall(r"%: (\d+)", label))) == 120

    def test_statuses_isolation_and_time_are_told(self):
        page = class_page([*self.rows[:-7], *(replace(row, status=Status.INFRA) for row in self.rows[-7:])], run=RUN)

        assert "could not be checked" in page
        assert "without namespaces" in page and "cannot open a network socket" in page
        assert "slowest check" in page

    def test_several_labs_have_a_column_each(self):
        page = class_page(rows_of_class(12, labs=("univariate", "slope_and_bias")), run=RUN).replace("<wbr>", "")

        assert page.index(">slope_and_bias</button>") < page.index(">univariate</button>")


class TestContrast:
    """Text is read on its ground, light and dark: at least 4.5 to 1, as WCAG asks; what is drawn, 3 to 1."""

    @pytest.mark.parametrize("theme", [0, 1, 2], ids=["light", "dark", "print"])
    def test_text(self, theme):
        css = (files("autograder.teaching.pages") / "templates" / "style.css").read_text()
        themes = [dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{.*?\}", css, re.S)]
        colours = themes[theme]

        for ground in ("paper", "panel"):
            for text in ("ink", "soft", "good", "bad", "accent", "mark"):
                assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        assert _contrast(colours["ink"], colours["ask"]) >= 4.5
        for drawn in ("yours", "mark", "bar", "ground"):
            assert _contrast(colours[drawn], colours["paper"]) >= 3, drawn


def _contrast(one, other):
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour):
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TestFiles:
    def test_pages_are_written_and_those_of_who_is_gone_go(self, tmp_path):
        rows = rows_of_class(12)
        write_report(tmp_path, lambda: rows, run=RUN)
        (tmp_path / "feedback" / "mine.html").write_text("<p>a page of the instructor's")
        gone = rows[0].student
        write_report(tmp_path, lambda: [row for row in rows if row.student != gone], run=RUN)

        pages = {path.name for path in (tmp_path / "feedback").iterdir()}
        kept = {feedback_name(row.student) for row in rows if row.student != gone}
        assert pages == {"mine.html", *kept}

    def test_half_a_character_stops_no_page(self, tmp_path):
        rows = [replace(row, student="a\ud800", message="\ud800") for row in rows_of_class(7)[:7]]

        assert write_report(tmp_path, lambda: rows, run=RUN).exists()

    def test_the_command_makes_both_from_what_was_graded(self, tmp_path):
        lines = [row.as_json() for row in rows_of_class(12)]
        (tmp_path / "results.jsonl").write_text("\n".join(lines) + "\n")

        done = run(GRADKIT, "report", tmp_path)

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == str(tmp_path / "report.html")
        assert len(list((tmp_path / "feedback").iterdir())) == 12

    @pytest.mark.parametrize(
        ("content", "said"), [(None, "holds no results; type: gradkit grade"), ("{nonsense", "cannot be read")]
    )
    def test_a_folder_without_results_gets_one_line(self, tmp_path, content, said):
        if content:
            (tmp_path / "results.jsonl").write_text(content)

        done = run(GRADKIT, "report", tmp_path)

        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr and done.stderr.count("\n") == 1


def test_notes_that_many_have_come_first_and_few_others_are_listed():
    rows = rows_of_class(40)
    students = list(dict.fromkeys(row.student for row in rows))
    notes = {student: f"a.py was graded as b.py; not used: {number}.png" for number, student in enumerate(students)}

    page = class_page([replace(row, note=notes[row.student]) for row in rows], run=RUN)

    assert page.count("a.py was graded as b.py</p>") == 1
    assert page.count(".png</p>") == 11 and "and 29 more, which stand on their students&#39; pages" in page


def test_what_is_said_of_several_labs_files_stands_once_where_it_is_said_first():
    rows = rows_of_class(7, labs=("slope_and_bias", "univariate"))
    notes = {"slope_and_bias": "a was graded as b; c was left aside", "univariate": "c was left aside; not used: d"}

    page = student_page("ada", [replace(row, note=notes[row.lab]) for row in rows], run=RUN)

    said = re.findall(r"<p class=\"soft\">([^<]*(?:graded as|left aside|not used)[^<]*)</p>", page)
    assert said == ["a was graded as b", "c was left aside", "not used: d"]
