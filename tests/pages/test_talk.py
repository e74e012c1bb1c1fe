"""Pairs who are worth a talk: unusual wrong code in common, and never right, short or usual work."""

import pytest

from autograder.teaching.pages.talk import _lines
from autograder.teaching.similarity import definitions, pairs_of
from tests.places import SOLUTIONS
from tests.teaching.classes import lay_out
from tests.test_command_line import GRADKIT

LAB = "slope_and_bias"
PATH = """

def descent_path(X, Y, w, b, lr, iters):
    ws = [w.detach().clone()]
    bs = [b.detach().clone()]
    for _ in range(iters):
        w, b, _loss = train_model(X, Y, w, b, lr, 1)
        ws.append(w.detach().clone())
        bs.append(b.detach().clone())
    return torch.stack([torch.stack(ws), torch.stack(bs)])
"""
# The same, in other words and in another order.
DISGUISED = '''

def descent_path(X, Y, w, b, lr, iters):
    """My own."""
    right = [b.detach().clone()]
    left = [w.detach().clone()]
    for step in range(iters):
        w, b, rest = train_model(X, Y, w, b, lr, 1)
        right.append(b.detach().clone())
        left.append(w.detach().clone())  # </pre><script>alert(1)</script>
        print(step)
    return torch.stack([torch.stack(left), torch.stack(right)])
'''
# As everybody writes it, and forgets the same line.
USUAL = """

def train_model(X, Y, w, b, lr, iters):
    losses = []
    for _ in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
    return w, b, losses
"""
SHORT = """

def forward(x, w, b):
    return torch.relu(w * x + b)
"""
SOLUTION = (SOLUTIONS / f"{LAB}.py").read_text()


def test_a_class_gets_a_page_for_its_instructor_alone_while_there_is_somebody_for_it(tmp_path, warm):
    texts = {"ada": PATH, "<b>ben": DISGUISED, "cai": USUAL, "dia": USUAL, "eve": SHORT, "fay": SHORT}
    files = {f"{name}/{LAB}.py": (SOLUTION + text).encode() for name, text in {**texts, "gil": "", "hal": ""}.items()}
    lay_out(tmp_path / "class", files)
    (tmp_path / "roster.csv").write_text("student,first_name,last_name\nada,Ada,Lovelace\n")
    grade = (
        "grade",
        tmp_path / "class",
        "--out",
        tmp_path / "out",
        "--accept-weak-isolation",
        "--roster",
        tmp_path / "roster.csv",
    )

    done = warm([*GRADKIT, *map(str, grade)])

    assert done.returncode == 0, done.stderr
    page, report = (tmp_path / "out" / name for name in ("worth_a_talk.html", "report.html"))
    text = page.read_text()
    assert text.count("<section") == 1 and "&lt;b&gt;ben</bdi> and <bdi>Ada Lovelace" in text
    assert "(2, 16)" in text and "<mark>        left.append(w.detach().clone())  # &lt;/pre&gt;&lt;script&gt;" in text
    assert "</span>        print(step)</span>" in text and "<script>" not in text
    assert 'href="worth_a_talk.html">1 pair is worth a talk' in report.read_text()
    assert not [path for path in (tmp_path / "out" / "feedback").iterdir() if "worth a talk" in path.read_text()]

    (tmp_path / "class" / "ada" / f"{LAB}.py").write_text(SOLUTION)
    assert warm([*GRADKIT, *map(str, grade)]).returncode == 0
    assert not page.exists() and "worth" not in report.read_text()


@pytest.mark.parametrize(("others", "pairs"), [(0, 1), (2, 6), (3, 0)])
def test_what_many_have_is_usual(others, pairs):
    files = {"ada": PATH, "ben": DISGUISED, **{f"s{number}": PATH for number in range(others)}}

    found, _ = pairs_of(LAB, [("descent_path", list(files))], {name: text.encode() for name, text in files.items()})

    assert len(found) == pairs


def test_numbers_that_differ_and_code_of_a_solution_are_no_pair():
    files = {"ada": PATH.encode(), "ben": DISGUISED.encode(), "cai": SOLUTION.encode(), "dia": SOLUTION.encode()}

    assert pairs_of(LAB, [("descent_path", ["ada"]), ("descent_path", ["ben"])], files) == ([], set())
    agreeing = [("descent_path", ["cai", "dia"]), ("train_model", ["cai", "dia"])]
    assert pairs_of(LAB, agreeing, files) == ([], set())


def test_what_cannot_be_compared_is_left_out_and_named():
    deep = "x = " + "-" * 60_000 + "1\n", "x = " + "not " * 2000 + "1\n", "x = a" + ".a" * 30_000 + "\n"
    hostile = [*deep, "def descent_path(:\n", "\0", "\udcff"]
    files = {f"s{number}": (text + PATH).encode("utf-8", "surrogateescape") for number, text in enumerate(hostile)}
    files["s6"] = b"descent_path = 1\n"
    nested = "def descent_path(x):\n    return " + "not " * 2000 + "1\n"
    files |= {"n": nested.encode(), "m": nested.encode(), "long": PATH.encode() + b"    x\n" * 3000}

    found, left_out = pairs_of(LAB, [("descent_path", list(files))], files)

    assert not found and left_out >= files.keys() - {"s1"}  # which some parsers read
    assert definitions(b'def f():\n    return "\\d"\n').keys() == {"f"}  # and no warning


HUGE = f"0x{'f' * 5000}"


@pytest.mark.parametrize("filling", ["#" + "x" * 200_000, f"unused = {HUGE}", f"def g():\n    return {HUGE}"])
def test_what_a_pair_fills_its_files_with_hides_nothing(filling):
    number = f"    unused = -{HUGE}\n    ws ="
    files = {"ada": f"{filling}\n{PATH}", "ben": f"{filling}\n{DISGUISED}", "cai": PATH.replace("    ws =", number, 1)}

    found, left_out = pairs_of(LAB, [("descent_path", list(files))], {name: it.encode() for name, it in files.items()})

    assert ("ada", "ben") in {pair.students for pair in found} and not left_out


def test_lines_are_those_that_python_counts():
    """A cookie can make one line of bytes many, and a form feed is none."""
    inside = PATH.lstrip().replace("\n    bs", "\n\x0c    bs", 1)
    coded = "# coding: utf-7\n" + inside.replace("+", "+-").replace("\n", "+AAo-")
    files = {"ada": coded.encode(), "ben": DISGUISED.encode()}
    (pair,), _ = pairs_of(LAB, [("descent_path", list(files))], files)

    shown = _lines(pair, 0, files["ada"])

    assert shown[0][:2] == (2, "def descent_path(X, Y, w, b, lr, iters):") and len(shown) == 8
    assert shown[-1][1].startswith("    return torch.stack")
