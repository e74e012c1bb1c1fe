"""What PyTorch says to a beginner, and what we add: the student's own line, the class, one plain sentence."""

import pytest

from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import lab_named
from autograder.student import wording
from autograder.student.card import card, message
from autograder.student.wording import exceptions
from autograder.text import plain
from autograder.trace import Mishap, MishapKind, Request
from autograder.worker.check import reports
from tests.places import SOLUTIONS

LAB = lab_named("slope_and_bias")
HEAD = "\n\ndef train_model(X, Y, w, b, lr, iters):\n"
BODIES = {
    "a second time": """
    loss = criterion(forward(X, w, b), Y)
    for _ in range(iters + 1):
        loss.backward()  # here
    """,
    "does not require grad": """
    loss = criterion(forward(X, w.detach(), b.detach()), Y)
    loss.backward()  # here
    """,
    "in-place": """
    criterion(forward(X, w, b), Y).backward()
    w -= lr * w.grad  # here
    """,
    "inplace": """
    loss = criterion(forward(X, w, b), Y) * w**2
    with torch.no_grad():
        w -= lr
    loss.backward()  # here
    """,
    "scalar": """
    ((forward(X, w, b) - Y) ** 2).backward()  # here
    """,
    "NoneType": """
    loss = criterion(forward(X, w, b), Y)
    with torch.no_grad():
        w -= lr * w.grad  # here
    """,
    "zero_": """
    w.grad.zero_()  # here
    """,
    "data": """
    w.grad.data  # here
    """,
    "floating point": """
    w = torch.tensor(3, requires_grad=True)  # here
    """,
    "shapes cannot be multiplied": """
    torch.ones(3, 2) @ torch.ones(3, 2)  # here
    """,
    "must match": """
    torch.ones(3) - torch.ones(4)  # here
    """,
    "numpy()": """
    w.numpy()  # here
    """,
    "dtype": """
    torch.ones(2, 2) @ torch.ones(2, 2).double()  # here
    """,
    "EOF": """
    input()  # here
    """,
    "SystemExit": """
    raise SystemExit  # here
    """,
    "recursion": """
    return train_model(X, Y, w, b, lr, iters)  # here
    """,
    "not permitted": """
    __import__("os").fork()  # here
    """,
    "No such file": """
    open("/etc/passwd")  # here
    """,
    "bitwise_xor": """
    ((forward(X, w, b) - Y) ^ 2).mean().backward()  # here
    """,
    "for ^": """
    return lr ^ 2  # here
    """,
    "not implemented for": """
    torch.ones(2).bool().addmm(torch.ones(2, 2).bool(), torch.ones(2, 2).bool())  # here
    """,
    "pandass": """
    import pandass  # here
    """,
}


def verdict_on(grader, body, function="train_model"):
    source = (SOLUTIONS / f"{LAB.name}.py").read_bytes() + (HEAD + body).encode()
    (verdict,) = grader.grade(LAB.name, source, "lab.py", [LAB.check(function)])
    return verdict, source


@pytest.mark.parametrize("words", BODIES)
def test_an_error_is_shown_at_the_students_line_and_explained(grader, words):
    verdict, source = verdict_on(grader, BODIES[words])

    assert verdict.status == "error"
    shown = card(verdict, "lab.py", source)
    line = next(number for number, text in enumerate(source.decode().splitlines(), 1) if "# here" in text)
    assert shown[0].endswith(f"lab.py:{line}")
    assert any(text.strip().startswith(f"{line} | ") and "# here" in text for text in shown)
    assert any(words in text and verdict.mishap.what in text for text in shown), shown
    assert any(text.strip() in exceptions.ERRORS.values() for text in shown), shown


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("    return np.zeros(3)", "Is `import numpy as np` missing at the top of your file?"),
        ("    return criteron(w, b)", "Did you mean criterion?"),
        ("    losses = []\n    return loses", "Did you mean losses?"),
        ("    return torch.tensr(1.0)", "Did you mean tensor?"),
        ("    return w.bakward()", "Did you mean backward?"),
        ("    import matplotlb", "Did you mean matplotlib?"),
    ],
)
def test_a_typo_is_told(grader, body, words):
    verdict, _ = verdict_on(grader, body)

    assert words in verdict.mishap.text


def test_lines_above_a_raise_that_was_forgotten(grader):
    stub = (
        HEAD
        + '    """What comes in, and what goes out."""\n    # to do\n    raise NotImplementedError("write it here")'
    )
    body = stub.replace("    # to do\n", "    losses = []\n")
    for text, kind in ((stub, MishapKind.UNWRITTEN), (body, MishapKind.UNFINISHED)):
        verdict, source = verdict_on(grader, text.removeprefix(HEAD))
        assert verdict.status == "not_started" and verdict.mishap.kind is kind

    assert f"  {exceptions.UNFINISHED}" in card(verdict, "lab.py", source)


@pytest.mark.parametrize(
    ("text", "words", "column"),
    [
        ("%matplotlib inline", "for notebooks", 1),
        ("!pip install torch", "for notebooks", 1),
        (">>> import torch", "the prompt", 1),
        ("def f(x)", "ends with a colon", 9),
        ("if 1:\n    x = 2\nelse if 3:\n    x = 4", "one word", 6),
        ("x = (1 + 2", "come in pairs", 5),
        ("x = [1 + 2)", "come in pairs", 11),
        ("x = “a”", "Type it anew", 5),
        ("x = 'a", "second quotation mark", 5),
        ("if w = 1:\n    pass", "One = gives a value a name", 4),
        ("x = 2w", "No name begins with a digit", 5),
        ("return 5", "indented", 1),
        ("print x", "How does Python write a call", 1),
        ("x = 1 +", "cannot read on", 8),
        ("def f():\nx = 1", "has to stand, indented", 0),
        ("def f():\n    x = 1\n  y = 2", "further left or right", 0),
        ("def f():\n    x = 1\n\ty = 2", "all spaces", 0),
        ("x = '\0'", "as UTF-8", 0),
        ("assert False", "before any function is called", 0),
    ],
)
def test_a_file_that_is_no_python_is_told_so(text, words, column):
    source = f"import torch\n{text}\n".encode()
    (report,) = reports([Request(LAB.name, "forward", source, "lab.py", ())])

    lines = card(Verdict(LAB.checks[0], Status.ERROR, mishap=report.mishap), "lab.py", source)

    assert lines[-1].strip() == exceptions.IMPORT_FAILED
    assert words in lines[-2], lines
    carets = [line for line in lines if line.strip() == "^"]
    assert [line.index("^") - len("  2 | ") + 1 for line in carets] == ([column] if column else [])


def test_a_caret_stands_below_tabs_too_and_not_in_another_line_of_the_terminal():
    for text, expected in (("\tx = )", ["      \t    ^"]), (" " * 200 + "x = )", [])):
        source = f"if 1:\n{text}\n".encode()
        (report,) = reports([Request(LAB.name, "forward", source, "lab.py", ())])
        lines = card(Verdict(LAB.checks[0], Status.ERROR, mishap=report.mishap), "lab.py", source)
        assert [line for line in lines if line.strip() == "^"] == expected


def test_a_loop_without_an_end_is_shown_with_its_line(grader):
    verdict, source = verdict_on(grader, "    loss = 1.0\n    while loss > 0:  # here\n        loss = loss / 2 + 1\n")

    line = next(number for number, text in enumerate(source.decode().splitlines(), 1) if "# here" in text)
    head, *lines = card(verdict, "lab.py", source)
    assert verdict.status == "timeout" and head.endswith(f"lab.py:{line}")
    assert [text.strip() for text in lines[1:]] == [
        f"{line} | while loss > 0:  # here".replace("| ", "|     "),
        "It was still running after 4 s, here. What ends this loop, and does it ever come to that?",
    ]
    assert f"after 4 s, in line {line}. What ends this loop" in message(verdict)


def test_a_loop_that_has_no_end_on_hidden_inputs_has_no_line(grader):
    body = "    while lr != 0.1:\n        pass\n    return _right(X, Y, w, b, lr, iters)\n"
    right = (SOLUTIONS / f"{LAB.name}.py").read_bytes() + b"\n\n_right = train_model\n" + (HEAD + body).encode()
    (verdict,) = grader.grade(LAB.name, right, "lab.py", [LAB.check("train_model")])

    lines = card(verdict, "lab.py", right)
    assert verdict.status == "timeout" and wording.OTHER_INPUTS_HIDDEN in lines[2]
    assert lines[-1].strip() == "It was stopped after 4 seconds. Which of your loops may never end?"


def test_what_an_exception_says_on_hidden_inputs_stays_hidden(grader):
    verdict, _source = verdict_on(
        grader, "    if iters != 15:\n        raise ValueError(f'{X[0]} {lr}')\n    return 1, 2, 3"
    )
    assert verdict.status == "fail", "the published case is wrong too, and comes first"

    body = "    if lr != 0.1:\n        raise ValueError('secret')\n    return _right(X, Y, w, b, lr, iters)\n"
    right = (SOLUTIONS / f"{LAB.name}.py").read_bytes() + b"\n\n_right = train_model\n" + (HEAD + body).encode()
    (verdict,) = grader.grade(LAB.name, right, "lab.py", [LAB.check("train_model")])

    shown = "\n".join(card(verdict, "lab.py", right))
    assert verdict.status == "error"
    assert "ValueError" in shown
    assert "secret" not in shown.replace("raise ValueError('secret')", "")

    (verdict,) = grader.grade(LAB.name, right, "lab.py", [LAB.check("train_model")], practice=True)
    shown = "\n".join(card(verdict, "lab.py", right))
    assert "ValueError: secret" in shown, "whoever checks their own file is told"
    assert verdict.mishap.line and "lr=0.06" in shown


def test_what_no_file_or_database_takes_is_left_out():
    assert plain("nul \0, escape \x1b, half a character \ud800, Zoë") == "nul , escape , half a character , Zoë"


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\u061c", "\u2028", "\x1b"])
@pytest.mark.parametrize("kind", [MishapKind.RAISED, MishapKind.UNFIT, MishapKind.REFUSED])
def test_no_mark_that_a_terminal_would_obey_reaches_a_card(mark, kind):
    """Whoever writes from right to left may show one word and mean another; so may a file, or a forged report."""
    status = Status.REFUSED if kind is MishapKind.REFUSED else Status.ERROR
    mishap = Mishap(kind, f"a{mark}b", f"c{mark}d", line=1)
    verdict = Verdict(LAB.checks[0], status, mishap=mishap, printed=f"e{mark}f")

    lines = card(verdict, "lab.py", f"print('{mark}')\n".encode())

    assert mark not in "".join([*lines, message(verdict)])
    assert any("cd" in line for line in lines) and any("ef" in line for line in lines)
