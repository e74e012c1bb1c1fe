"""`gradkit lab check`: a small lab, broken in one way at a time, has one line that says where, and what to do.

All that can be run is run as one course, with a lab for each way; what keeps a course from being read is read alone.
"""

import re
import subprocess
import sys

import pytest

from autograder.judge.verdict import Status, Verdict
from autograder.labs.answers.mutants import mutants_of
from autograder.labs.catalogue import all_labs
from autograder.teaching.authors.check import LabCheck
from autograder.teaching.authors.tables import findings_of_lab_toml
from autograder.trace import Mishap, MishapKind
from tests.checkout import environment_of
from tests.mutants import told_of_mutants
from tests.places import ROOT

SOLUTION = '''"""Numbers."""

import torch


def centre(x):
    """Return the mean of the (n,) numbers x, 0-d."""
    return x.mean()
'''
SPREAD = '\n\ndef spread(x):\n    """Return how far the (n,) numbers x reach, 0-d."""\n    return max(x) - min(x)\n'
STUB = SOLUTION.replace("return x.mean()", 'raise NotImplementedError("write centre here")')
LAB = """title = "Numbers"

[[check]]
function = "centre"
points = 2
kind = "write"
hints = ["Where would a seesaw be level?", "Each number counts the same.", "Take the mean."]
"""
PROBES = """def centre(student, given, record):
    record.tensor("centre", student.centre(given.tensor("x")))
"""
IMPORTS = "import numpy as np\n\nfrom autograder.trace import Case\n\n\n"
PUBLISHED = 'Case({"x": np.array([1.0, 2.0, 6.0])}, published=True)'
FRESH = 'Case({"x": draw.normal(3.0, 2.0, 20)})'
DEF = "def centre(draw):\n"
CASES = f"{IMPORTS}{DEF}    yield {PUBLISHED}\n    yield {FRESH}\n"
MISTAKES = '[centre]\nsum-not-mean = "x.mean() -> x.sum()"\n'
PROMISE = """from autograder.labs.properties import Shortfall


def centre(case, trace):
    due, got = case.arrays["x"].mean(), trace["centre"]
    if got.shape or abs(got - due) > 1e-3:
        return Shortfall("the centre", f"{due}", f"{got}", "Where is it level?")
"""
BASE = {
    "solutions/NAME.py": SOLUTION,
    "exercises/NAME.py": STUB,
    "labs/NAME/lab.toml": LAB,
    "labs/NAME/probes.py": PROBES,
    "labs/NAME/answers/cases.py": CASES,
    "labs/NAME/answers/mistakes.toml": MISTAKES,
}
IN = "labs/NAME/"
MODULE, CHANGES = IN + "answers/mistakes.py", IN + "answers/mistakes.toml"
CASES_FILE, EXPLAINED = IN + "answers/cases.py", "solutions/NAME.mutants.toml"
SAME = '[[same]]\nfunction = "centre"\nwas = "{}"\nbecomes = ["{}"]\nbecause = "{}"\n'
MADE = "from autograder.labs.answers.faulty import Mistake\n\n\ndef mistakes():\n    "
MEND = {
    IN + "lab.toml": LAB.replace('"write"', '"mend"'),
    IN + "broken.py": "def centre(x):\n    return x.sum()\n",
    "exercises/NAME.py": SOLUTION.replace(
        "    return x.mean()", "    # Mend this: it is given with a mistake in it.\n    return x.sum()"
    ),
}


def put(file, before, after):
    """Return the file with one thing changed."""
    assert BASE[file].count(before) == 1, before
    return {file: BASE[file].replace(before, after)}


# Name of the lab: what is changed, and then the file, the line and the beginning of the sentence that are due.
BROKEN = {
    "no_solution": ({"solutions/NAME.py": None}, "solutions/NAME.py", 0, "cannot be read"),
    "solution_no_python": (
        put("solutions/NAME.py", "def centre(x):", "def centre(x:"),
        "solutions/NAME.py",
        6,
        "is no Python",
    ),
    "not_in_solution": (
        put("solutions/NAME.py", "def centre", "def center"),
        IN + "lab.toml",
        4,
        "centre is no function of the solution, which has center",
    ),
    "no_docstring": (
        {
            "solutions/NAME.py": "def centre(x):\n    return x.mean()\n",
            "exercises/NAME.py": 'def centre(x):\n    raise NotImplementedError("write centre here")\n',
        },
        "solutions/NAME.py",
        1,
        "centre has no docstring",
    ),
    "no_parameter": (
        put(IN + "lab.toml", "points", 'parameters = ["y"]\npoints'),
        IN + "lab.toml",
        5,
        "centre has no parameter y",
    ),
    "short_hint": (
        put(IN + "lab.toml", "Take the mean.", "?"),
        IN + "lab.toml",
        7,
        "centre: hint 3 says nothing yet",
    ),
    "telling_hint": (
        put(IN + "lab.toml", "Take the mean.", "Type return x.mean() there."),
        IN + "lab.toml",
        7,
        "centre: a hint holds a line of the solution",
    ),
    "no_pattern": (
        put(IN + "lab.toml", "points", 'pattern = "descend"\npoints'),
        IN + "lab.toml",
        5,
        "there is no pattern descend",
    ),
    "no_stub": ({"exercises/NAME.py": None}, "exercises/NAME.py", 0, "is not there; type: gradkit lab write NAME"),
    "old_stub": ({"exercises/NAME.py": STUB + "\n"}, "exercises/NAME.py", 0, "is not what the solution makes of it"),
    "no_probe": (put(IN + "probes.py", "def centre", "def center"), IN + "probes.py", 0, "has no probe for centre"),
    "probe_raises": (put(IN + "probes.py", '"x"', '"y"'), IN + "probes.py", 2, "centre: KeyError: 'y'"),
    "probe_takes_two": (
        put(IN + "probes.py", "given, record", "record"),
        IN + "probes.py",
        1,
        "centre: TypeError: centre() takes 2 positional arguments but 3 were given",
    ),
    "probe_is_silent": (
        {IN + "probes.py": "def centre(student, given, record):\n    student.centre(given.tensor('x'))\n"},
        IN + "probes.py",
        1,
        "the probe of centre records nothing",
    ),
    "recorded_twice": (
        {IN + "probes.py": PROBES + PROBES.splitlines()[1] + "\n"},
        IN + "probes.py",
        1,
        "the probe of centre records centre twice in a case",
    ),
    "probe_calls_nothing": (
        {IN + "probes.py": "def centre(student, given, record):\n    record.number('one', 1.0)\n"},
        IN + "probes.py",
        1,
        "the stub of centre should be told that it is not written, and is told pass",
    ),
    "probe_calls_another": (
        {
            "solutions/NAME.py": SOLUTION + SPREAD,
            "exercises/NAME.py": STUB
            + SPREAD.replace("return max(x) - min(x)", 'raise NotImplementedError("write spread here")'),
            IN + "lab.toml": LAB + LAB.partition("\n")[2].replace("centre", "spread"),
            IN + "probes.py": PROBES.replace("student.centre", "student.spread") + "\n\nspread = centre\n",
            CASES_FILE: CASES + "\n\nspread = centre\n",
            CHANGES: "",
        },
        IN + "probes.py",
        1,
        "the stub of centre should be told that it is not written, and is told not_started, because of what spread raises",
    ),
    "probe_is_careless": (
        put(
            IN + "probes.py",
            'tensor("centre", student.centre(given.tensor("x"))',
            'number("m", student.centre(given.tensor("x")).item()',
        ),
        IN + "probes.py",
        1,
        "where centre becomes `return None`, this raises an exception (AttributeError)",
    ),
    "no_cases": (put(CASES_FILE, "def centre", "def center"), CASES_FILE, 0, "has no cases for centre"),
    "cases_raise": (put(CASES_FILE, "20)})", "-20)})"), CASES_FILE, 8, "centre: ValueError: negative dimensions"),
    "cases_exit": (
        put(CASES_FILE, "def centre(draw):", "def centre(draw):\n    raise SystemExit"),
        CASES_FILE,
        7,
        "centre: SystemExit",
    ),
    "no_case": (
        {CASES_FILE: IMPORTS + "def centre(draw):\n    yield 3\n"},
        CASES_FILE,
        6,
        "centre yields an object of type int where a Case",
    ),
    "none_published": (put(CASES_FILE, ", published=True", ""), CASES_FILE, 6, "centre has no published case"),
    "none_fresh": (put(CASES_FILE, "20)})", "20)}, published=True)"), CASES_FILE, 6, "centre has no fresh case"),
    "fresh_first": (
        {CASES_FILE: f"{IMPORTS}def centre(draw):\n    yield {FRESH}\n    yield {PUBLISHED}\n"},
        CASES_FILE,
        6,
        "centre has a fresh case before a published one",
    ),
    "global_luck": (
        put(CASES_FILE, "draw.normal", "np.random.normal"),
        CASES_FILE,
        6,
        "centre has other cases each time",
    ),
    "luck_at_import": (
        {CASES_FILE: f"{IMPORTS}X = np.random.rand(9)\n\n\n{DEF}    yield {PUBLISHED}\n    yield Case({{'x': X}})\n"},
        CASES_FILE,
        9,
        "centre has other cases each time",
    ),
    "published_varies": (
        put(CASES_FILE, "np.array([1.0, 2.0, 6.0])", "draw.normal(3.0, 2.0, 3)"),
        CASES_FILE,
        6,
        "the published cases of centre depend on the seed",
    ),
    "never_fresh": (
        put(CASES_FILE, "draw.normal(3.0, 2.0, 20)", "np.arange(20.0)"),
        CASES_FILE,
        6,
        "the fresh cases of centre are the same",
    ),
    "cannot_cross": (
        put(CASES_FILE, "20)})", "20)}, {'n': {1, 2}})"),
        CASES_FILE,
        6,
        "a case of centre cannot be handed over",
    ),
    "no_small_call": (
        put(IN + "probes.py", 'given.tensor("x")', 'iter(given.tensor("x"))')
        | put("solutions/NAME.py", "return x.mean()", "return sum(n := [*x]) / len(n)"),
        CASES_FILE,
        6,
        "no small case of centre makes a call",
    ),
    "small_raises": (
        {CASES_FILE: CASES + "SMALL = {'centre': [1]}\n"},
        CASES_FILE,
        9,
        "centre: AttributeError: 'int' object",
    ),
    "small_elsewhere": (
        {CASES_FILE: CASES + "SMALL = {'center': []}\n"},
        CASES_FILE,
        9,
        "SMALL has center, which is no check",
    ),
    "solution_returns_nothing": (
        put("solutions/NAME.py", "return x.mean()", "x.mean()"),
        IN + "probes.py",
        2,
        "centre: Unfit: centre: expected a tensor, got None",
    ),
    "solution_raises": (
        put("solutions/NAME.py", "x.mean()", "x.maen()"),
        "solutions/NAME.py",
        8,
        "centre: AttributeError",
    ),
    "solution_fails_late": (
        put("solutions/NAME.py", "return x.mean()", "return x.mean() if x[-1] < 4.5 else x.mean() / (x[-1] * 0)"),
        "solutions/NAME.py",
        6,
        "the solution does not pass centre on seed",
    ),
    "solution_ends_all": (
        put("solutions/NAME.py", "return x.mean()", "import os; os._exit(3)"),
        IN[:-1],
        0,
        "its solution, probes, cases or mistakes ended the process",
    ),
    "by_luck": (
        put("solutions/NAME.py", "return x.mean()", "return x[torch.randint(3, ())]")
        | {CHANGES: '[centre]\nsum-not-mean = "x[torch.randint(3, ())] -> x.sum()"\n'},
        "solutions/NAME.py",
        6,
        "centre passes by luck",
    ),
    "promise_broken": (
        {IN + "properties.py": PROMISE.replace("> 1e-3", "> -1")},
        IN + "properties.py",
        4,
        "the solution does not keep what centre promises",
    ),
    "promise_raises": (
        {IN + "properties.py": PROMISE.replace('"x"', '"y"')},
        IN + "properties.py",
        5,
        "centre: KeyError: 'y'",
    ),
    "promise_is_true": (
        {IN + "properties.py": "def centre(case, trace):\n    return True\n"},
        IN + "properties.py",
        1,
        "centre: AttributeError: 'bool' object",
    ),
    "promise_too_weak": (
        {IN + "properties.py": PROMISE.replace("1e-3", "1e9")},
        CHANGES,
        2,
        "sum-not-mean keeps all that centre promises",
    ),
    "promise_careless": (
        {IN + "properties.py": PROMISE.replace("got.shape or ", "")},
        IN + "properties.py",
        4,
        "where centre becomes `return x`",
    ),
    "properties_no_python": ({IN + "properties.py": "def centre(\n"}, IN + "properties.py", 1, "is no Python"),
    "properties_raise": (
        {IN + "properties.py": "import nothing_of_that_name\n"},
        IN + "properties.py",
        1,
        "centre: ModuleNotFoundError",
    ),
    "not_broken": (
        {IN + "lab.toml": MEND[IN + "lab.toml"]},
        IN + "broken.py",
        0,
        "has no centre, which is to be mended",
    ),
    "not_to_mend": (
        {IN + "broken.py": MEND[IN + "broken.py"]},
        IN + "broken.py",
        1,
        "centre stands here and is not to be mended",
    ),
    "mended": (
        MEND | {name: MEND[name].replace("sum", "mean") for name in (IN + "broken.py", "exercises/NAME.py")},
        IN + "broken.py",
        1,
        "centre passes as it is given",
    ),
    "slug_without_words": (put(CHANGES, "sum-not-mean", "all-of-them"), CHANGES, 2, "all-of-them has no question"),
    "no_arrow": (put(CHANGES, " -> ", " to "), CHANGES, 2, "centre, sum-not-mean: x.mean() to x.sum() has no arrow"),
    "not_there": (
        put(CHANGES, "x.mean()", "x.median()"),
        CHANGES,
        2,
        "centre, sum-not-mean: x.median() is not in NAME.py",
    ),
    "no_change": (put(CHANGES, '"x.mean() -> x.sum()"', "3"), CHANGES, 2, "sum-not-mean is no change of the solution"),
    "mistakes_without_mistakes": ({MODULE: "X = 3\n"}, MODULE, 0, "centre: AttributeError: module "),
    "mistakes_that_are_none": (
        {MODULE: "def mistakes():\n    return [3]\n"},
        MODULE,
        0,
        "centre: AttributeError: 'int' object",
    ),
    "mistakes_no_toml": (put(CHANGES, "[centre]", "[centre"), CHANGES, 1, "cannot be used"),
    "mistake_elsewhere": (put(CHANGES, "[centre]", "[center]"), CHANGES, 1, "center is no check of this lab"),
    "mistake_elsewhere_in_python": (
        {MODULE: MADE + 'yield Mistake("sum-not-mean", "center", lambda x: x.sum())\n'},
        MODULE,
        5,
        "center is no check of this lab",
    ),
    "mistakes_raise": ({MODULE: MADE + "yield Mistake(1 / 0)\n"}, MODULE, 5, "centre: ZeroDivisionError"),
    "mistake_raises": (put(CHANGES, "x.sum()", "x.smu()"), CHANGES, 2, "sum-not-mean ends in an exception on centre"),
    "mistake_is_right": (
        put(CHANGES, "x.sum()", "x.sum() / len(x)"),
        CHANGES,
        2,
        "sum-not-mean gives what the solution gives",
    ),
    "mistake_is_near": (put(CHANGES, "x.sum()", "x.mean() * 1.0005"), CHANGES, 2, "sum-not-mean is "),
    "two_names": (
        {CHANGES: MISTAKES + 'ascent = "x.mean() -> x.sum()"\n'},
        CHANGES,
        3,
        "sum-not-mean and ascent are the same on every case of centre",
    ),
    "no_question": (
        {IN + "misconceptions.toml": '[odd]\nquestion = "Why?"\nhabit = ""\n'},
        IN + "misconceptions.toml",
        3,
        "odd has no habit",
    ),
    "strange_question": (
        {IN + "misconceptions.toml": '[odd]\nquestion = "Why."\nhabit = "do"\n'},
        IN + "misconceptions.toml",
        2,
        "the question of odd asks nothing",
    ),
    "hole": (
        put("solutions/NAME.py", "return x.mean()", "x = x + 0.0\n    return x.mean()"),
        "solutions/NAME.py",
        8,
        "`x = x + 0.0` became",
    ),
    "stale": (
        {EXPLAINED: SAME.format("return x.mean()", "return x.max()", "?")},
        EXPLAINED,
        4,
        "of centre, `return x.mean()` is explained to become `return x.max()`, which does not pass",
    ),
    "unexplained": (
        {EXPLAINED: SAME.format("a", "b", "")},
        EXPLAINED,
        5,
        "nothing explains this mutant",
    ),
    "explained_oddly": (
        {EXPLAINED: '[[same]]\nfunktion = "centre"\n'},
        EXPLAINED,
        2,
        "has a key funktion, which means nothing; function would",
    ),
    "empty_lesson": ({IN + "lesson.md": "\n"}, IN + "lesson.md", 0, "tells nothing"),
    "no_text": ({IN + "lesson.md": "caf\udce9"}, IN + "lesson.md", 0, "is no text in UTF-8"),
    "misplaced": (
        {IN + "lesson.md": "A story.\n\n<!-- function: center -->\n"},
        IN + "lesson.md",
        3,
        "places other functions than the lab's",
    ),
}
RIGHT = {"as_it_is": {}, "to_mend": MEND, "by_promise": {IN + "properties.py": PROMISE}}
RUN = """
import sys
from autograder.teaching.authors import check, trials
check.SEEDS = trials.SEEDS = trials.SEEDS[:4]
from autograder.cli import main
sys.exit(main())
"""


def write(folder, name, changes):
    for file, text in (BASE | changes).items():
        if text is not None:
            path = folder / file.replace("NAME", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", errors="surrogateescape")


def checked(folder, *arguments):
    """Run `gradkit lab check` there, on a few seeds."""
    command = [sys.executable, "-c", RUN, "lab", "check", *arguments]
    return subprocess.run(command, cwd=folder, env=environment_of(ROOT), capture_output=True, text=True, timeout=500)


@pytest.fixture(scope="module")
def of_broken_labs(tmp_path_factory):
    """What is said of each lab of the course: its lines, without marks."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "gradkit.toml").touch()
    for name, changes in (RIGHT | {name: broken[0] for name, broken in BROKEN.items()}).items():
        write(folder, name, changes)
    done = checked(folder)
    assert "Traceback" not in done.stderr and done.returncode == 1, done.stderr
    of_labs = re.split(r"^[✓✗] (\w+): ", done.stdout, flags=re.MULTILINE)[1:]
    return dict(zip(of_labs[::2], of_labs[1::2], strict=True))


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told_at_its_place(of_broken_labs, name):
    _, file, line, text = BROKEN[name]
    due = f"{file}:{line}: {text}" if line else f"{file}: {text}"

    found = [one.strip() for one in of_broken_labs[name].splitlines() if one.startswith("  ✗")]
    assert [one for one in found if one.startswith(f"✗ {due}".replace("NAME", name))], of_broken_labs[name]


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_has_nothing_to_be_mended(of_broken_labs, name):
    assert of_broken_labs[name].startswith("nothing to mend (the solution passes on 4 seeds; "), of_broken_labs[name]


# What keeps a course from being read: a change of lab.toml, the line, and the beginning of the sentence.
UNREADABLE = {
    "an unknown key": ("points = 2", "pionts = 2", 5, "has a key pionts, which means nothing; points would"),
    "a missing key": ("points = 2\n", "", 3, "has no points"),
    "an unknown key above": ("title", "titel", 1, "has a key titel, which means nothing; title would"),
    "no title": ('title = "Numbers"\n', "", 0, "has no title"),
    "another type": (
        "points = 2",
        'points = "2"',
        5,
        "cannot be used (its points is '2'); write a whole number, from 0",
    ),
    "fewer points than none": ("points = 2", "points = -1", 5, "cannot be used (its points is -1)"),
    "a kind that is none": ('"write"', '"fix"', 6, """cannot be used (its kind is 'fix'); write "write", or "mend\""""),
    "two hints": (', "Take the mean."]', "]", 7, "cannot be used (its hints is ["),
    "no TOML": ("[[check]]", "[[check]", 3, "cannot be used ("),
    "no checks": ("[[check]]", "[check]", 0, "cannot be used (its check is {"),
    "a function twice": (
        'Take the mean."]\n',
        f'Take."]\n{LAB.partition(chr(10))[2]}',
        10,
        "centre has a check already",
    ),
}


class TestALabTomlThatCannotBeRead:
    @pytest.mark.parametrize("name", UNREADABLE)
    def test_is_told_at_its_place(self, tmp_path, name):
        before, after, line, text = UNREADABLE[name]
        path = tmp_path / "lab.toml"
        path.write_text(LAB.replace(before, after), encoding="utf-8")

        found = [(finding.line, finding.text) for finding in findings_of_lab_toml(path)]
        assert [place for place, told in found if told.startswith(text)] == [line], found

    def test_ends_the_command_with_all_that_is_wrong(self, tmp_path):
        for name, (before, after, *_) in zip(("one", "other"), UNREADABLE.values(), strict=False):
            write(tmp_path, name, put(IN + "lab.toml", before, after))
        (tmp_path / "gradkit.toml").touch()

        done = checked(tmp_path, "one")

        assert (done.returncode, done.stderr) == (1, "")
        assert done.stdout == (
            "  ✗ labs/one/lab.toml:3: has no points\n"
            "  ✗ labs/one/lab.toml:5: has a key pionts, which means nothing; points would\n"
            "  ✗ labs/other/lab.toml:3: has no points\n"
        )


def test_a_lab_that_is_none_is_an_argument_that_cannot_be_used(tmp_path):
    write(tmp_path, "numbers", {})
    (tmp_path / "gradkit.toml").touch()

    done = checked(tmp_path, "nubmers")

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "gradkit: there is no nubmers; did you mean numbers?\n"


# The one whose mutants go through the wall: that makes no difference, and this one has the fewest.
THROUGH_THE_WALL = "crop_yields_builtin"


@pytest.mark.parametrize("lab", all_labs(), ids=lambda lab: lab.name)
def test_the_shipped_labs_have_nothing_to_be_mended(grader, without_wall, monkeypatch, lab):
    def tried(_, checks):
        for check in checks:
            told = without_wall(told_of_mutants, check.lab, check.function)
            for mutant, (status, what, line) in zip(mutants_of(check.lab, check.function), told, strict=True):
                mishap = what and Mishap(MishapKind.RAISED, what, line=line)
                yield mutant, Verdict(check, Status(status), mishap=mishap)

    if lab.name != THROUGH_THE_WALL:
        monkeypatch.setattr("autograder.teaching.authors.mutants.tried", tried)
    said = []

    assert LabCheck(lab, grader).run(said.append) == 0, said
    assert said[0].startswith(f"✓ {lab.name}: nothing to mend")
