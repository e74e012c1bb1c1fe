"""Another language: its files are up to date, and German is whole for one lab, from the first message to the last."""

import itertools
import re
import shutil
import sys
from collections import defaultdict
from html import unescape

import pytest

from autograder import language
from autograder.labs.catalogue import lab_named
from autograder.labs.course import PACKAGE
from autograder.labs.misconceptions import misconceptions_of
from autograder.language import ENGLISH, VARIABLE, Entry, Plural, key_of, speak
from autograder.student import hints
from autograder.student.hints import next_hint
from autograder.teaching.authors.translations import Translation, findings_of_translations, translations
from autograder.teaching.facts import describe
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.student import student_page
from tests.checkout import copy_of_checkout
from tests.overlays import overlays
from tests.places import SOLUTIONS
from tests.watching import Watching

LANGUAGES = sorted({path.stem for path in PACKAGE.rglob("*.po")})
LAB = lab_named("runaway_square")
# In German these files lack nothing: those of the kit, and of the lab.
WHOLE = ("student", "teaching", LAB.name)
GRADKIT = [sys.executable, "-m", "autograder"]
# Words that no English sentence of ours does without, and that no German one has.
WORDS = """and are before by can does end expected file from function got has have how is it its line match matches next
not nothing of or points returns runs should step stuck that the there this to type what where which with you your yours
"""
ENGLISH_WORD = re.compile(rf"(?<![\w./'`-])({'|'.join(WORDS.split())})(?![\w./'`=(-])")
# What is no sentence of ours: a line of code, what Python says, a call, a command.
NO_SENTENCE = re.compile(
    r"^ *\d+ \| .*|(?<=✗ )\w+(Error|Exception|Interrupt|Exit): .*|\w+\(.*\)|gradkit [\w/]+ [\w.]*|from \w+ import \w+"
)


@pytest.fixture
def in_german(monkeypatch):
    speak("de")
    yield
    monkeypatch.delenv(VARIABLE, raising=False)
    speak(ENGLISH)


def english_in(text):
    """Return the lines with an English word, with that word."""
    lines = (NO_SENTENCE.sub("", line) for line in text.splitlines())
    return [(found[0], line) for line in lines if (found := ENGLISH_WORD.search(line))]


class TestFiles:
    @pytest.mark.parametrize("name", LANGUAGES)
    def test_each_has_what_is_said_and_nothing_else(self, name):
        for file in translations(name):
            if file.path.exists():
                said = {key_of(template) for template in file.templates}
                assert said ^ (file.entries.keys() - {""}) == set(), (
                    "type: gradkit lab translate, and fill in what is new"
                )
                assert [str(one) for one in file.findings() if "no translation" not in one.text] == []

    @pytest.mark.parametrize("name", WHOLE)
    def test_german_lacks_nothing(self, name):
        (file,) = (file for file in translations("de") if file.path.parent.name == name)

        assert file.lacking == []

    def test_every_kind_of_text_is_among_the_templates(self):
        students, pages, *labs = translations("de")
        of_lab = next(file for file in labs if file.path.parent.name == LAB.name)
        mistake = misconceptions_of(LAB.name)["one-sided"]

        assert {
            "in line {line}",
            "Did you mean {name}?",
            "a {type}",
            "= what {name} should be",
        } <= students.templates.keys()
        assert {
            Plural("{count} step", "{count} steps"),
            "the loss",
            "they part at {of} {step}",
        } <= students.templates.keys()
        assert {"Try again", "Your way and the reference's are the same."} <= pages.templates.keys()
        assert {LAB.title, LAB.learnt, *LAB.checks[0].hints, mistake.question, mistake.habit} <= of_lab.templates.keys()
        assert {"the loss at x[{step}]", "slope", "One runs away, one arrives"} <= of_lab.templates.keys()


class TestFindings:
    @pytest.fixture
    def file(self, tmp_path):
        templates = {"in line {line}": "a.py", Plural("one point", "{count} points"): "b.toml", "two\nlines": "a.py"}
        return Translation(tmp_path / "xx.po", templates)

    def test_a_new_file_has_everything_to_be_filled_in(self, file):
        file.write("xx")

        assert [*file.entries] == ["", "in line {line}", "one point", "two\nlines"]
        assert len(file.lacking) == 3 and [one.text[:11] for one in file.findings()] == ["3 sentences"]

    def test_what_is_translated_stays_and_what_is_said_no_more_goes(self, file):
        file.write("xx")
        text = file.path.read_text("utf-8").replace(
            '"in line {line}"\nmsgstr ""', '"in line {line}"\nmsgstr "w linii {line}"'
        )
        file.path.write_text(text + '\nmsgid "gone"\nmsgstr "precz"\n', "utf-8")

        assert [one.text for one in file.findings() if "no more" in one.text] == [
            '"gone" is said no more, or otherwise; type gradkit lab translate to have it removed'
        ]
        file.write("xx")
        assert (
            file.entries["in line {line}"] == Entry("in line {line}", ("w linii {line}",))
            and "gone" not in file.entries
        )

    def test_other_details_are_told(self, file):
        file.write("xx")
        file.path.write_text(
            file.path.read_text("utf-8").replace('{line}"\nmsgstr ""', '{line}"\nmsgstr "{linia}"'), "utf-8"
        )

        assert any("other details" in one.text for one in file.findings())

    def test_a_lab_is_checked_in_the_languages_that_it_has(self):
        assert [str(one) for one in findings_of_translations(LAB)] == []
        assert [str(one) for one in findings_of_translations(lab_named("univariate"))] == []


def submissions():
    """Yield the wrong submissions of the lab, several in one file where they are of different functions."""
    by_function = defaultdict(list)
    for overlay in overlays("wrong"):
        if overlay.lab == LAB:
            by_function[next(iter(overlay.expected))].append(overlay.source)
    solution = (SOLUTIONS / f"{LAB.name}.py").read_bytes()
    for together in itertools.zip_longest(*by_function.values(), fillvalue=solution):
        yield solution + b"".join(b"\n\n" + source.removeprefix(solution) for source in together)


class TestGerman:
    def test_wrong_work_is_told_in_german_alone(self, warm, tmp_path):
        environment = {**warm.keywords["env"], VARIABLE: "de"}
        found = {}
        for source in submissions():
            (tmp_path / f"{LAB.name}.py").write_bytes(source)
            done = warm(GRADKIT, "check", LAB.name, "--submission", tmp_path, env=environment)
            assert "von 16 Punkten" in done.stdout and done.stdout.isprintable() is False
            found |= dict(english_in(done.stdout + done.stderr))

        assert found == {}

    def test_hints_to_the_last_rung(self, in_german, tmp_path, monkeypatch):
        monkeypatch.setattr(hints, "KEPT", tmp_path / "kept.json")
        for check in LAB.checks:
            for mistake in ("one-sided", "no-zero-grad", "wrong-distance", "ascent"):
                told = [line for _ in range(5) for line in next_hint(check, mistake)]
                sentences = "\n".join(line for line in told if not line.startswith("     "))

                assert english_in(sentences) == []

    def test_watch_the_ending_and_the_end(self, tmp_path):
        kit = copy_of_checkout(tmp_path)
        shutil.copy(SOLUTIONS / f"{LAB.name}.py", kit / "exercises")
        watching = Watching(kit, LAB.name, **{VARIABLE: "de"})
        said = watching.until("was sie tun und warum")
        watching.close()

        assert english_in(said) == []
        assert "Das Quadrat, das davonläuft" in said

    def test_the_page_of_a_student(self, in_german, grader):
        rows = []
        for overlay in [one for one in overlays("wrong") if one.lab == LAB][::5]:
            verdicts = grader.grade(LAB.name, overlay.source, f"{LAB.name}.py")
            rows = [describe(verdict, "Ada") for verdict in verdicts]
            page = student_page("Ada", rows, run=GradedRun("1", "2026-01-01", ()))
            text = re.sub(r"<style>.*?</style>|<code>.*?</code>|<pre.*?</pre>|<[^>]*>", " ", page, flags=re.DOTALL)

            assert '<html lang="de">' in page
            assert english_in(unescape(text)) == []

    def test_verdicts_are_the_same_in_both(self, in_german, grader):
        (verdict,) = grader.grade(LAB.name, b"def tame(x):\n    return 1\n", "lab.py", [LAB.check("tame")])

        assert language.spoken() == "de" and verdict.status == "error"
        assert describe(verdict, "Ada").status.value == "error"
