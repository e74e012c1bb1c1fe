"""From what two LMSs hand out to what each of them takes back, by the commands that are typed, for a class of 120."""

import contextlib

import pytest

from autograder.cli import main
from autograder.labs.catalogue import lab_named
from tests.pages.test_exports import canvas_accepts
from tests.pages.test_lms import canvas_finds, files_in, moodle_finds, moodle_grades, table
from tests.teaching.classes import LAB, pack

MOST = lab_named(LAB).points
# The first seventy hand in through Canvas, the others through Moodle; every third is not right yet, one could not be run.
TEXTS = {number: b"infra" if number == 40 else b"fail" if number % 3 == 0 else b"pass" for number in range(1, 121)}
CANVAS, MOODLE = range(1, 71), range(71, 121)


@pytest.fixture
def graded(classroom, tmp_path, capsys):
    """Where the class was graded into, two of it by hand."""
    canvas = {
        f"last{number}first_{'LATE_' if number % 10 == 0 else ''}{1000 + number}_{9000 + number}_{LAB}.py": TEXTS[
            number
        ]
        for number in CANVAS
    }
    moodle = {f"First Last{number}_{500 + number}_assignsubmission_file/{LAB}.py": TEXTS[number] for number in MOODLE}
    people = (f"s{number},First,Last{number},{1000 + number if number in CANVAS else ''}" for number in [*TEXTS, 121])
    roster = tmp_path / "roster.csv"
    roster.write_text("\n".join(["student,first_name,last_name,canvas_id", *people]))
    downloads = [pack(tmp_path / "canvas.zip", canvas), pack(tmp_path / "moodle.zip", moodle)]
    assert main(["grade", *map(str, downloads), "--out", str(classroom.out), "--roster", str(roster)]) == 1, "infra"
    decisions = (("s3", LAB, "--points", "7.5"), ("s6", LAB, "--excuse"), ("s72", LAB, "--points", "9"))
    for decision in decisions:
        assert main(["override", str(classroom.out), *decision, "--because", "an appeal"]) == 0
    capsys.readouterr()
    return classroom.out


def exported(capsys, folder, to):
    """Return what is said on stderr, line by line."""
    assert main(["export", str(folder), "--to", to]) == 0
    return capsys.readouterr().err.splitlines()


def score(number):
    return MOST if TEXTS[number] == b"pass" else 0


def test_each_takes_back_what_it_handed_out(graded, capsys):
    """In one test, for a class takes its time."""
    in_canvas(graded, capsys)
    in_moodle(graded, capsys)
    and_again(graded, capsys)


def and_again(graded, capsys):
    """What was exported follows the next run, as grades.csv does; what it can say nothing of is named, and ends nothing."""
    others = graded.parent / "others"
    for student, text in {"s1": b"fail", "s200": b"pass"}.items():
        (others / student).mkdir(parents=True)
        (others / student / f"{LAB}.py").write_bytes(text)
    assert main(["grade", str(others), "--out", str(graded)]) == 0

    said, told = capsys.readouterr()
    assert f"  {graded / 'canvas.csv'}\n" in said and "moodle_grades" not in said
    [stale] = [line for line in told.splitlines() if "moodle_grades" in line]
    assert "moodle_grades is out of date" in stale and "came from Moodle" in stale
    scores = {line[1]: line[5] for line in table(graded / "canvas.csv")[2:]}
    assert (scores["1001"], scores["1002"]) == ("0", "0")


def in_canvas(graded, capsys):
    said = exported(capsys, graded, "canvas")

    lines = table(graded / "canvas.csv")
    canvas_accepts(lines)
    scores = {line[1]: line[5] for line in lines[2:] if line[1]}
    expected = {str(1000 + number): f"{score(number):g}" for number in CANVAS if number != 40}
    assert scores == expected | {"1003": "7.5", "1006": "EX"}
    feedback = files_in(graded / "canvas_feedback" / f"{LAB}.zip")
    found = {canvas_finds(name): data.decode() for name, data in feedback.items()}
    assert found.keys() == {(str(1000 + number), str(9000 + number)) for number in CANVAS}
    assert all(
        f"{score(number):g} of {MOST} points" in found[str(1000 + number), str(9000 + number)] for number in (1, 9)
    )
    assert "an appeal" in found["1003", "9003"] and "7.5" in found["1003", "9003"]
    assert [line.partition(":")[0] for line in said] == ["gradkit"] * len(said) and "could not all be run: 1" in said[
        -1
    ]


def in_moodle(graded, capsys):
    said = exported(capsys, graded, "moodle")

    grades = moodle_grades(table(graded / "moodle_grades" / f"{LAB}.csv"), maximum=MOST)
    assert grades == {500 + number: score(number) for number in MOODLE} | {572: 9}
    pages = files_in(graded / "moodle_feedback" / f"{LAB}.zip")
    found = {}
    for name, page in pages.items():
        with contextlib.suppress(TypeError):
            found[moodle_finds(name, grades)[0]] = page.decode()
    assert found.keys() == grades.keys() and all(f"s{number - 500}" in page for number, page in found.items())
    assert "an appeal" in found[572]
    assert any("s1, s10" in line and "s121" in line for line in said), "who handed in elsewhere, or nothing, is named"
