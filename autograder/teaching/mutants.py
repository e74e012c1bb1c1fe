"""`gradkit doctor --mutants`: solutions with one thing changed, and which of them a check takes for right work."""

import sys
from collections.abc import Callable, Iterator

from tqdm import tqdm

from autograder.judge.grading import Grader
from autograder.labs.answers.mutants import Mutant, explained, mutants_of
from autograder.labs.catalogue import Lab, all_labs
from autograder.sandbox.launch import Limits
from autograder.teaching import wording

# A mutant that takes as long hangs, in seconds: solutions take a hundredth of that.
PATIENCE = 3.0


def tried(grader: Grader, lab: Lab) -> Iterator[tuple[Mutant, bool]]:
    """Yield `(mutant, passes)` of every mutant of a lab, as its own function's check judges it."""
    for check in lab.checks:
        for mutant in mutants_of(lab.name, check.function):
            (verdict,) = grader.grade(lab.name, mutant.source, f"{lab.name}.py", [check])
            yield mutant, verdict.passed


def mutants(say: Callable[[str], None]) -> int:
    """Say a line per lab, and one per mutant that passes and that nobody has explained; return how many those are."""
    found = 0
    with Grader(limits=Limits(seconds=PATIENCE)) as grader, tqdm(unit=wording.MUTANT_UNIT, file=sys.stderr) as bar:
        for lab in all_labs():
            known, count, alive = explained(lab.name), 0, []
            for mutant, passes in tried(grader, lab):
                bar.update()
                count += 1
                alive += [mutant] if passes else []
            holes = [mutant for mutant in alive if (mutant.function, mutant.was, mutant.becomes) not in known]
            found += len(holes)
            counts = {"mutants": count, "refused": count - len(alive), "same": len(alive) - len(holes)}
            say(wording.MUTANTS.format(lab=lab.name, **counts))
            for mutant in holes:
                say(wording.MUTANT_PASSES.format(mutant=mutant))
    return found
