"""A sentence is looked up when it is said: English as it stands, another language where a file has it."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder import language
from autograder.errors import FrameError, Unfit
from autograder.language import ENGLISH, VARIABLE, Phrase, Plural, speak, spoken, told
from autograder.trace import Counted, Measure, Mishap, MishapKind, Quantity, Report, pack_report, unpack_report
from autograder.trace.frame import pack

POLISH = """msgid ""
msgstr ""
"Language: xx\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"""
POINTS = Plural("one point", "{count} points")
PUNKTY = """msgid "one point"
msgid_plural "{count} points"
msgstr[0] "jeden punkt"
msgstr[1] "{count} punkty"
msgstr[2] "{count} punktów"
"""


@pytest.fixture(autouse=True)
def in_english(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)
    yield
    monkeypatch.delenv(VARIABLE, raising=False)
    speak(ENGLISH)


@pytest.fixture
def speaking(tmp_path):
    """Return what writes a file of a language of entries, and has everything told in it."""

    def begin(*entries, header=POLISH):
        (tmp_path / "labs").mkdir(exist_ok=True)
        (tmp_path / "labs" / "xx.po").write_text("\n".join([header, *entries]), encoding="utf-8")
        speak("xx", tmp_path)

    return begin


class TestEnglish:
    def test_is_what_everything_is_said_in(self):
        assert spoken() == "en"
        assert told("in line {line}", line=3) == "in line 3"
        assert told(POINTS, count=1) == "one point" and told(POINTS, count=0) == "0 points"

    def test_without_details_braces_are_only_braces(self):
        assert told("{x} and {}") == "{x} and {}"

    def test_a_format_is_kept_to(self):
        assert told("after {seconds:.0f} s", seconds=2.4) == "after 2 s"

    def test_nothing_is_read_for_it(self, monkeypatch):
        monkeypatch.setattr(language, "files", None)

        speak(ENGLISH)

    def test_a_phrase_is_its_english_text(self):
        phrase = Phrase("the shape of {what}", what=Phrase("gradient of {of}", of="w"))

        assert phrase == "the shape of gradient of w" == told(phrase)
        assert type(told(phrase)) is str

    def test_a_phrase_travels(self):
        phrase = Phrase("x is {x}", x=3)
        back = pickle.loads(pickle.dumps(phrase))

        assert (back, back.template, back.details) == (phrase, phrase.template, phrase.details)


class TestAnother:
    def test_is_said_where_a_file_has_it(self, speaking):
        speaking('msgid "in line {line}"\nmsgstr "w linii {line}"\n')

        assert (spoken(), told("in line {line}", line=3), told("here")) == ("xx", "w linii 3", "here")

    def test_the_parts_of_a_phrase_are_told_too_and_names_are_not(self, speaking):
        speaking('msgid "step"\nmsgstr "krok"\n', 'msgid "{of} of {name}"\nmsgstr "{name}: {of}"\n')

        assert told(Phrase("{of} of {name}", of=Phrase("step"), name="step")) == "step: krok"

    def test_has_as_many_plural_forms_as_it_needs(self, speaking):
        speaking(PUNKTY)

        assert [told(POINTS, count=n) for n in (1, 2, 5, 22)] == ["jeden punkt", "2 punkty", "5 punktów", "22 punkty"]

    def test_english_has_its_own_forms_where_something_is_missing(self, speaking):
        speaking()

        assert [told(POINTS, count=n) for n in (1, 5)] == ["one point", "5 points"]

    @pytest.mark.parametrize(
        "entry",
        [
            'msgid "in line {line}"\nmsgstr ""\n',
            'msgid "in line {line}"\nmsgstr "w linii"\n',
            'msgid "in line {line}"\nmsgstr "w linii {linia}"\n',
            'msgid "in line {line}"\nmsgstr "w linii {line:.2q}"\n',
            '#, fuzzy\nmsgid "in line {line}"\nmsgstr "w linii {line}"\n',
            '#~ msgid "in line {line}"\n#~ msgstr "w linii {line}"\n',
        ],
        ids=["none", "a detail lost", "another detail", "another format", "unsure", "given up"],
    )
    def test_what_cannot_be_used_is_said_in_english(self, speaking, entry):
        speaking(entry)

        assert told("in line {line}", line=3) == "in line 3"

    def test_texts_of_several_lines_are_read(self, speaking):
        speaking('msgid ""\n"one\\n"\n"\\"two\\""\nmsgstr ""\n"jeden\\n"\n"\\"dwa\\""\n')

        assert told('one\n"two"') == 'jeden\n"dwa"'

    def test_a_language_without_a_file_is_none(self, tmp_path):
        for name in ("qq", "../xx", ""):
            with pytest.raises(LookupError, match="there is no"):
                speak(name, tmp_path)
            assert told("here") == "here"

    def test_a_file_that_is_none_is_named(self, speaking):
        with pytest.raises(ValueError, match=r"xx\.po"):
            speaking(header="")

    def test_who_sets_the_variable_is_told_in_that_language(self, monkeypatch):
        monkeypatch.setenv(VARIABLE, "de")

        speak(ENGLISH)

        assert (spoken(), told("here")) == ("de", "und zwar hier")

    def test_an_unknown_one_in_the_variable_harms_nobody(self, monkeypatch):
        monkeypatch.setenv(VARIABLE, "qq")
        monkeypatch.setattr(language, "_spoken", None)

        assert told("here") == "here"


class TestQuantities:
    NAMES = (
        (Quantity("w", Measure.GRADIENT, 2, Counted.STEP), (0, 1), "Gradient von w[0, 1] in Schritt 2"),
        (Quantity("w", Measure.PARAMETER, 1, Counted.UPDATES), (), "w nach 1 Update"),
        (Quantity("w", Measure.PARAMETER, 3, Counted.UPDATES), (), "w nach 3 Updates"),
        (Quantity(measure=Measure.LOSS, step=3, counted=Counted.PLACE), (), "Verlust 3"),
        (Quantity("step", Measure.ARGUMENT), (), "step, wie übergeben, danach"),
    )

    @pytest.mark.parametrize(("quantity", "index", "german"), NAMES)
    def test_are_called_something_in_every_language(self, quantity, index, german):
        name = quantity.name(index)
        speak("de")

        assert told(name) == german and name != german


class TestCrossing:
    @staticmethod
    def crossed(what, text):
        return unpack_report(pack_report(Report(mishap=Mishap(MishapKind.UNFIT, what, text)))).mishap

    def test_a_phrase_can_be_told_on_the_other_side(self):
        counted = Quantity("w", Measure.PARAMETER, 2, Counted.UPDATES).name()
        shape = Phrase("a tensor of shape {shape}", shape=(3, 1))
        unfit = Unfit(counted, Phrase("a list of numbers ({what})", what=Phrase("losses of {of}", of="x")), shape)

        mishap = self.crossed(unfit.what, unfit.said)

        assert f"{mishap.what}: {mishap.text}" == str(unfit)
        speak("de")
        assert told(mishap.what) == "w nach 2 Updates"
        assert (
            told(mishap.text) == "erwartet eine Liste von Zahlen (Verluste von x), erhalten ein Tensor der Form (3, 1)"
        )

    @pytest.mark.parametrize(
        "text",
        [[], [3], ["{a}", "a"], ["{a}", "a", None], ["{a}", 1, "a"], [["a", "b", "c"], "count", 1], [["a", "b"]]],
    )
    def test_what_is_no_phrase_is_refused(self, text):
        mishap = ["unfit", "w", text, 0, "", 0]

        with pytest.raises(FrameError):
            unpack_report(pack({"line": 0, "calls": [], "first": 0, "mishap": mishap, "traces": []}))

    @given(template=st.text(alphabet="{}ab.:!0[]_\\", max_size=30))
    def test_a_strangers_template_names_details_and_does_nothing_else(self, template):
        speak("de")
        mishap = self.crossed("w", Phrase(template, a="A", b=7))

        assert told(mishap.text) == mishap.text
        assert len(mishap.text) <= len(template)

    def test_it_cannot_grow(self):
        with pytest.raises(FrameError, match="characters"):
            self.crossed("w", Phrase("{a}" * 100, a="a" * 100))
