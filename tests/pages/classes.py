"""Generated classes: the same seed, the same students. Their rows look like those of `results.jsonl`."""

import random

from autograder.judge.verdict import Status
from autograder.labs.catalogue import lab_named
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.rows import LedgerRow

RUN = GradedRun("0.1.0", "2026-10-05 14:30", ("cannot open a network socket",))
# How a function goes wrong, and how often out of a hundred.
_WRONG = (
    *(("fail", "no-zero-grad", 30), ("fail", "sum-not-mean", 12), ("fail", "ascent", 9), ("fail", "wrong-rate", 6)),
    *(("fail", None, 14), ("not_started", None, 16), ("error", None, 8), ("timeout", None, 3), ("crash", None, 2)),
)
_STRANGE = (
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "../../etc/passwd",
    "\u202egnp.elif",
    "Zoë Ångström",
    "x" * 300,
)


def names_of(count, seed=1):
    """Return students' names, the strange ones among them."""
    draw = random.Random(seed)
    first = ("ada", "ben", "chloe", "dmitri", "emeka", "fatima", "grace", "hiro", "ines", "juan")
    last = ("almeida", "bauer", "chen", "dubois", "eriksen", "fofana", "garcia", "haddad", "ito", "jansen")
    plain = [f"{draw.choice(first)}-{draw.choice(last)}-{number:04}" for number in range(count - len(_STRANGE))]
    return [*plain, *_STRANGE]


def rows_of_class(count, labs=("slope_and_bias",), seed=1):
    """Return the rows of a class of so many students."""
    draw = random.Random(seed)
    return [row for name in names_of(count, seed) for lab in labs for row in _rows(name, lab, draw)]


def _rows(student, lab, draw):
    skill = draw.random() ** 0.5
    gone = draw.random() < 0.03
    for check in lab_named(lab).checks:
        status, slug = "pass", None
        if gone:
            status = "missing"
        elif draw.random() > skill:
            status, slug, _ = draw.choices(_WRONG, weights=[wrong[2] for wrong in _WRONG])[0]
            slug = slug if check.points > 3 or slug == "sum-not-mean" else None
        if status == "fail" and check.function == "descent_path":
            status, slug = "blocked", None
        yield LedgerRow(
            student=student,
            lab=lab,
            check=check.function,
            status=Status(status),
            points=check.points if status == "pass" else 0,
            max_points=check.points,
            misconception=slug,
            message="" if status == "pass" else "expected 1, got <b>2</b>",
            seconds=round(draw.uniform(0.01, 0.3) if status != "timeout" else 10.0, 4),
            isolation="B",
            device="cpu",
            seed=5,
        )
