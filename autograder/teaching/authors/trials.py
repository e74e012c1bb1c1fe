"""What becomes of a lab's stub and of its solution where they are handed in: behind the wall, on many seeds."""

from collections.abc import Callable, Iterator, Sequence

from autograder.errors import Defect
from autograder.judge.file_grading import File
from autograder.judge.grading import Grader
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import STUDENT_SEED, Check, Lab
from autograder.labs.stubs import stub_of
from autograder.student.card import shown_difference
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding, finding_of, lines_of_names

# The seeds of the fresh inputs on which a solution has to pass.
SEEDS = (STUDENT_SEED, *(1_000_003 * number + 17 for number in range(19)))
# Another right way that draws a random number more, wherever it is called.
_DRAWS_FIRST = """

def _drawing_first(function):
    import random, numpy, torch

    def draws_first(*arguments, **named):
        random.random(), numpy.random.rand(), torch.rand(1)
        return function(*arguments, **named)

    return draws_first

"""


def findings_of_stub_run(grader: Grader, lab: Lab, checks: Sequence[Check]) -> Iterator[Finding]:
    """Yield a `Finding` where a stub is not told to be written, or what is to be mended passes as it is given."""
    for verdict in grader.grade(lab.name, stub_of(lab.name).encode(), f"{lab.name}.py", checks):
        check = verdict.check
        if check.kind == "mend" and verdict.passed:
            path = lab.folder / "broken.py"
            yield Finding(path, lines_of_names(path)[check.function], wording.MENDED.format(function=check.function))
        raised_in = verdict.mishap.function if verdict.mishap else ""
        if check.kind == "write" and (verdict.status, raised_in) != (Status.NOT_STARTED, check.function):
            path, details = (
                lab.folder / "probes.py",
                {"function": check.function, "status": verdict.status.value, "raised": raised_in or "nothing"},
            )
            yield Finding(path, lines_of_names(path)[check.function], wording.STUB_NOT_TOLD.format(**details))


def failures_on_seeds(
    grader: Grader, lab: Lab, checks: Sequence[Check], advance: Callable[[], object]
) -> dict[Check, Finding]:
    """Return those checks that the solution does not pass on some seed, with the first reason of each."""
    source = lab.solution.read_bytes()
    failures: dict[Check, Finding] = {}
    files = ((seed, File(lab.name, source, f"{lab.name}.py", tuple(checks), seed=seed)) for seed in SEEDS)
    for seed, verdicts in grader.grade_all(files):
        advance()
        for verdict in verdicts:
            if not verdict.passed:
                failures.setdefault(verdict.check, _failure(lab, verdict, wording.SOLUTION_FAILS, seed))
    return failures


def findings_of_luck(grader: Grader, lab: Lab, checks: Sequence[Check]) -> Iterator[Finding]:
    """Yield a `Finding` for every check that only those pass who draw the same random numbers as the solution."""
    wrapped = "\n".join(f"{check.function} = _drawing_first({check.function})" for check in checks)
    source = f"{lab.solution.read_text(encoding='utf-8')}{_DRAWS_FIRST}{wrapped}\n"
    for verdict in grader.grade(lab.name, source.encode(), f"{lab.name}.py", checks):
        if not verdict.passed:
            yield _failure(lab, verdict, wording.BY_LUCK, STUDENT_SEED)


def _failure(lab: Lab, verdict: Verdict, sentence: str, seed: int) -> Finding:
    check = verdict.check
    if isinstance(verdict.defect, Defect):
        return finding_of(verdict.defect, check, lab, lab.folder / "probes.py")
    line = lines_of_names(lab.solution).get(check.function, 0)
    return Finding(lab.solution, line, sentence.format(function=check.function, seed=seed, reason=_reason(verdict)))


def _reason(verdict: Verdict) -> str:
    if shown := shown_difference(verdict):
        return wording.PARTS.format(shown=shown)
    mishap = verdict.mishap
    return f"{mishap.what}: {mishap.text}" if mishap else verdict.detail or verdict.status.value
