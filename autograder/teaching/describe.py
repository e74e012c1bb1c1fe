"""From a verdict to what a class keeps of it."""

from dataclasses import replace

from autograder.judge.defect import defect_of
from autograder.judge.status import Status
from autograder.judge.verdict import Verdict
from autograder.student.defects import told_of
from autograder.student.rows import Row
from autograder.teaching import wording
from autograder.teaching.facts import facts
from autograder.teaching.rows import LedgerRow


def describe(verdict: Verdict, student: str) -> LedgerRow:
    """Return what the ledger keeps of a verdict: the row of `results.jsonl`, and the facts that pages are made of."""
    try:
        text = wording.MISSING_IN_CLASS.format(lab=verdict.check.lab) if verdict.status is Status.MISSING else None
        return LedgerRow(**vars(Row.of(verdict, student, text)), facts=facts(verdict), defect=told_of(verdict))
    except Exception as problem:  # a sentence of ours that cannot be said
        defect = defect_of(problem, verdict.check.lab, verdict.check.function)
        failed = replace(verdict, status=Status.INFRA, defect=defect)
        return LedgerRow(**vars(Row.of(failed, student, text="")), defect=told_of(failed))
