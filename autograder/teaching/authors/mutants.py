"""Solutions with one thing changed, and which of them a check takes for right work: `gradkit doctor --mutants`.

Such a mutant computes the same, which is explained once in `solutions/<lab>.mutants.toml`, or has found a hole in a check.
"""

import itertools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tqdm import tqdm

from autograder.judge.file_grading import File
from autograder.judge.grading import Grader
from autograder.judge.verdict import Status, Verdict
from autograder.labs.answers.mutants import Mutant, explained, mutants_of, path_of_explained
from autograder.labs.catalogue import Check, Lab, all_labs
from autograder.sandbox.launch import Limits
from autograder.teaching.authors import wording
from autograder.teaching.authors.findings import Finding, line_naming, lines_of_names

# A mutant that takes as long hangs, in seconds: solutions take a hundredth of that.
PATIENCE = 3.0
# What a probe raises that takes for granted what a student's function returns.
CARELESS = ("TypeError", "AttributeError", "IndexError", "KeyError", "ValueError")


@dataclass
class Tried:
    """What became of the mutants of a lab: how many there are, those that pass, and of these the ones nobody has explained;
    those that a check could not judge, with their verdicts; and what is explained and does not pass."""

    count: int = 0
    alive: list[Mutant] = field(default_factory=list)
    holes: list[Mutant] = field(default_factory=list)
    unjudged: list[tuple[Mutant, Verdict]] = field(default_factory=list)
    stale: list[tuple[str, str, str]] = field(default_factory=list)


def tried(grader: Grader, checks: Iterable[Check]) -> Iterator[tuple[Mutant, Verdict]]:
    """Yield every mutant of these checks' functions, in order, with the verdict of its own function's check."""
    mutants = [(check, mutant) for check in checks for mutant in mutants_of(check.lab, check.function)]
    files = (
        (number, File(check.lab, mutant.source, f"{check.lab}.py", (check,)))
        for number, (check, mutant) in enumerate(mutants)
    )
    verdicts: dict[int, Verdict] = {}
    due = iter(range(len(mutants)))
    number = next(due, None)
    for ended, (verdict,) in grader.grade_all(files, together=False):
        verdicts[ended] = verdict
        while number in verdicts:
            yield mutants[number][1], verdicts.pop(number)
            number = next(due, None)


def try_mutants(grader: Grader, checks: Sequence[Check], advance: Callable[[], object]) -> Tried:
    """Try every mutant of some checks of a lab; `advance` is called after each."""
    found = Tried()
    known = {key for check in checks for key in explained(check.lab) if key[0] == check.function}
    for mutant, verdict in tried(grader, checks):
        advance()
        found.count += 1
        found.alive += [mutant] if verdict.passed else []
        found.unjudged += [(mutant, verdict)] if _is_unjudged(verdict) else []
    alive = {_key(mutant): mutant for mutant in found.alive}
    found.holes = [mutant for key, mutant in alive.items() if key not in known]
    found.stale = sorted(known - alive.keys())
    return found


def _key(mutant: Mutant) -> tuple[str, str, str]:
    return mutant.function, mutant.was, mutant.becomes


def _is_unjudged(verdict: Verdict) -> bool:
    """Tell whether it is the lab's own code that failed: a promise, or a probe at what it was handed.

    What torch says of a tensor of the wrong shape or dtype, on no line of the student's, is told as it is.
    """
    mishap = verdict.mishap if verdict.status is Status.ERROR else None
    in_probe = mishap is not None and not mishap.line and mishap.what in CARELESS
    return verdict.status in (Status.PROTOCOL, Status.INFRA) or in_probe


def mutants(say: Callable[[str], None]) -> int:
    """Say a line per lab, and one per mutant that passes and that nobody has explained; return how many those are."""
    found = 0
    with Grader(limits=Limits(seconds=PATIENCE)) as grader, tqdm(unit=wording.MUTANT_UNIT, file=sys.stderr) as bar:
        for lab in all_labs():
            of_lab = try_mutants(grader, lab.checks, bar.update)
            same, alive, holes = len(of_lab.alive) - len(of_lab.holes), len(of_lab.alive), of_lab.holes
            counts = {"mutants": of_lab.count, "refused": of_lab.count - alive, "same": same}
            say(wording.MUTANTS.format(lab=lab.name, **counts))
            for mutant in holes:
                say(wording.MUTANT_PASSES.format(mutant=mutant))
            found += len(holes)
    return found


def findings_of_mutants(lab: Lab, found: Tried) -> Iterator[Finding]:
    """Yield what an author has to say of mutants that pass, and to mend where one could not be judged."""
    path = path_of_explained(lab.name)
    for mutant in found.holes:
        yield Finding(lab.solution, mutant.line, wording.HOLE.format(mutant=mutant))
    for function, was, becomes in found.stale:
        text = wording.STALE.format(function=function, was=was, becomes=becomes)
        yield Finding(path, line_naming(path, becomes), text)
    for _, group in itertools.groupby(found.unjudged, lambda one: (one[0].function, one[1].status)):
        yield _unjudged(lab, *next(group))


def _unjudged(lab: Lab, mutant: Mutant, verdict: Verdict) -> Finding:
    name = "probes.py" if verdict.status is Status.ERROR else "properties.py"
    path = lab.folder / name
    line = lines_of_names(path).get(mutant.function, 0) if path.exists() else 0
    what = verdict.mishap.what if verdict.mishap else verdict.detail
    return Finding(
        path,
        line,
        wording.UNJUDGED.format(
            function=mutant.function, becomes=mutant.becomes, what=what, advice=wording.LOOK_FIRST[name]
        ),
    )


def to_be_pasted(holes: Iterable[Mutant]) -> Iterator[str]:
    """Yield the lines of `<lab>.mutants.toml` that explain mutants, but for the reason."""
    for (function, was), group in itertools.groupby(holes, lambda mutant: (mutant.function, mutant.was)):
        becomes = ", ".join(_quoted(mutant.becomes) for mutant in group)
        yield from ("[[same]]", f"function = {_quoted(function)}", f"was = {_quoted(was)}", f"becomes = [{becomes}]")
        yield from ('because = ""', "")


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which is how TOML quotes, too
