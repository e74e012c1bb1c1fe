"""`gradkit lab check`: all that an author has to know of a lab, a line for each."""

import os
from collections.abc import Callable, Iterator

from autograder.errors import OracleLost, WorkersLost
from autograder.judge.grading import Grader
from autograder.labs.answers.mutants import mutants_of, path_of_explained
from autograder.labs.catalogue import Lab, all_labs, files_of_labs
from autograder.sandbox.launch import Limits
from autograder.student.choice import find
from autograder.teaching.authors import running, sources, tables, wording
from autograder.teaching.authors.findings import Finding
from autograder.teaching.authors.mutants import PATIENCE, findings_of_mutants, to_be_pasted, try_mutants
from autograder.teaching.authors.translations import findings_of_translations
from autograder.teaching.authors.trials import SEEDS, failures_on_seeds, findings_of_luck, findings_of_stub_run
from autograder.teaching.progress import progress

Say = Callable[[str], object]
Advance = Callable[[], object]


def check_labs(name: str | None, say: Say) -> int:
    """Say what is to be mended in a lab, or in every lab of the course; return how many findings there are."""
    unreadable = [finding for path in files_of_labs() for finding in tables.findings_of_lab_toml(path)]
    if unreadable:  # nothing of the course can be run
        return _say_all(unreadable, say)
    labs, found = (find(name)[0],) if name else all_labs(), 0
    grader = _new_grader()
    try:
        for lab in labs:
            if grader.lost:  # to what a lab's own code did
                grader.close()
                grader = _new_grader()
            found += LabCheck(lab, grader).run(say)
    finally:
        grader.close()
    return found


def _new_grader() -> Grader:
    return Grader(limits=Limits(seconds=PATIENCE))


def _say_all(findings: list[Finding], say: Say) -> int:
    """Say findings, and notes after them; return how many findings there are."""
    for finding in sorted(set(findings), key=lambda finding: (finding.is_note, finding)):
        say(f"  {'–' if finding.is_note else '✗'} {finding}")
    return sum(not finding.is_note for finding in set(findings))


class LabCheck:
    """The examination of one lab. What cannot be run before something else is mended is left out."""

    def __init__(self, lab: Lab, grader: Grader) -> None:
        self._lab, self._grader = lab, grader
        self._to_be_pasted: list[str] = []
        self._mutants = 0

    def run(self, say: Say) -> int:
        """Say what there is to say; return how many findings there are."""
        lab = self._lab
        with progress(self._steps(), wording.STEP_UNIT, lab.name) as advance:
            findings = [*self._findings(advance)]
        due = len({finding for finding in findings if not finding.is_note})
        said = {"lab": lab.name, "seeds": len(SEEDS), "mutants": self._mutants}
        say(wording.LAB_FOUND.format(lab=lab.name, count=due) if due else wording.LAB_IS_RIGHT.format(**said))
        _say_all(findings, say)
        if self._to_be_pasted:
            say(wording.TO_BE_PASTED.format(path=os.path.relpath(path_of_explained(lab.name))))
            for line in self._to_be_pasted:  # whole, however narrow the terminal is
                print(f"    {line}".rstrip(), flush=True)
        return due

    def _steps(self) -> int:
        """Return how many steps a lab takes in which nothing is to be mended."""
        checks = self._lab.checks
        try:
            mutants = sum(len(mutants_of(check.lab, check.function)) for check in checks)
        except (OSError, SyntaxError, StopIteration, RuntimeError):  # of which there is a finding
            mutants = 0
        return len(checks) + len(SEEDS) + mutants

    def _findings(self, advance: Advance) -> Iterator[Finding]:
        lab = self._lab
        if stop := [*sources.findings_that_stop(lab)]:
            yield from stop
            return
        yield from sources.findings_of_functions(lab)
        yield from sources.findings_of_stub(lab)
        yield from sources.findings_of_lesson(lab)
        yield from tables.findings_of_hints(lab)
        yield from findings_of_translations(lab)
        of_mistakes = [*tables.findings_of_misconceptions(lab), *tables.findings_of_mistakes_toml(lab)]
        of_mistakes = of_mistakes or [*sources.findings_of_mistakes_elsewhere(lab)]
        wrong_tables = [*of_mistakes, *tables.findings_of_explained(lab)]
        yield from wrong_tables
        if stop := [*running.findings_of_modules(lab)]:
            yield from stop
            return
        try:
            yield from self._findings_of_runs(advance, not wrong_tables)
        except (OracleLost, WorkersLost):
            yield Finding(lab.folder, 0, wording.PROCESS_ENDED)

    def _findings_of_runs(self, advance: Advance, has_tables: bool) -> Iterator[Finding]:
        lab, grader, sound = self._lab, self._grader, []
        for check in lab.checks:
            # First where what has no end is ended.
            of_reference = [*running.findings_of_reference(grader, check, lab)]
            hangs = any("TimeoutError" in finding.text for finding in of_reference)
            findings = ([] if hangs else [*running.findings_of_cases(check, lab)]) or of_reference
            sound += [] if findings else [check]
            yield from findings
            if not findings:
                yield from running.findings_of_small_cases(grader, check, lab)
                yield from running.findings_of_mistakes(grader, check, lab) if has_tables else ()
            advance()
        if sound:
            yield from running.findings_of_small_names(lab)
            yield from findings_of_stub_run(grader, lab, sound)
        failures = failures_on_seeds(grader, lab, sound, advance) if sound else {}
        yield from failures.values()
        passing = [check for check in sound if check not in failures]
        if passing:
            yield from findings_of_luck(grader, lab, passing)
        if passing and has_tables:
            tried = try_mutants(grader, passing, advance)
            self._mutants, self._to_be_pasted = tried.count, [*to_be_pasted(tried.holes)]
            yield from findings_of_mutants(lab, tried)
