"""No verdict depends on luck: every submission here gets the same one on every seed.

`python -m tests.seeds [SEEDS [LAB [EVERY]]]` asks that of all right and all wrong submissions, or of every so manieth, and
of the margins between right and wrong, on so many seeds (50). It takes a process per core, and code of ours alone is run:
there is no wall around it.
"""

import contextlib
import multiprocessing
import sys
import tempfile

import torch
from tqdm import tqdm

from autograder.judge.file_grading import called_and_not_run, last_word
from autograder.judge.judging import judge_report, promise_of
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import all_labs, lab_named
from autograder.teaching.margins import MISTAKES_FROM, margin_of
from autograder.trace import Request
from autograder.worker.check import reports
from tests.overlays import overlays
from tests.without_wall import AnswersHere, in_a_fork

SEEDS = 50
# No submission of ours takes as long, in seconds.
PATIENCE = 60


def verdicts_on(overlay, checks, seed, answers):
    """Return `{function: [status, slug]}` of a submission, judged in this process."""
    judged = {}
    while checks:
        for check in checks:
            cases = check.cases(seed)
            request = Request(
                check.lab, check.function, overlay.source, f"{check.lab}.py", cases, seed=check.seed_of_code(seed)
            )
            with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # it may write files
                report = next(reports(iter([request])))
            torch.set_default_dtype(torch.float32)  # a submission may have changed it
            judged[check] = judge_report(Verdict(check, Status.PASS), cases, report, answers, seed)
        checks = called_and_not_run(overlay.lab, judged)
    found = {check: last_word(check, judged, overlay.source, answers, seed) for check in judged}
    return {check.function: [verdict.status, verdict.misconception] for check, verdict in found.items()}


def wanted(overlay):
    """Return `{function: [status, slug]}` that a submission should get: every point where the file says nothing."""
    named = {function: list(due) for function, due in overlay.expected.items()}
    return named or {check.function: ["pass", ""] for check in overlay.lab.checks if _mentions(overlay, check)}


def _mentions(overlay, check):
    return check.function.encode() in overlay.path.read_bytes()


def findings(lab, seed, submissions):
    """Yield a line for everything about a lab that is not as it should be on this seed."""
    answers = AnswersHere()
    for check in lab.checks:
        answers.reference(check, "cpu", seed)
        answers.mistakes(check, "cpu", seed)
        if not promise_of(check) and (margin := margin_of(check, answers, "cpu", seed)).nearest_mistake < MISTAKES_FROM:
            yield f"seed {seed}: {check.name}: {margin.slug} is {margin.nearest_mistake:.1f} tolerances away"
    for overlay in submissions:
        yield from _other_verdicts(overlay, seed, answers)


def verdicts_that_differ(overlay, seeds):
    """Return a line for every verdict on a submission, on these seeds, that is not the one that is due."""
    return [line for seed in seeds for line in _other_verdicts(overlay, seed, AnswersHere())]


def _other_verdicts(overlay, seed, answers):
    due = wanted(overlay)
    checks = [overlay.lab.check(function) for function in due]
    got = in_a_fork(lambda: verdicts_on(overlay, checks, seed, answers), PATIENCE)
    for function, verdict in due.items():
        if got.get(function) != verdict:
            yield f"seed {seed}: {overlay.name}: {function}: {verdict} was due, {got.get(function)} came"


def on(task):
    """Return `(verdicts compared, findings)` of one lab on one seed."""
    name, seed, every = task
    torch.set_num_threads(1)
    lab = lab_named(name)
    submissions = [overlay for kind in ("right", "wrong") for overlay in overlays(kind) if overlay.lab is lab][::every]
    return sum(len(wanted(overlay)) for overlay in submissions), list(findings(lab, seed, submissions))


def tasks_of(labs, seeds, every):
    """Return what `on` is to be asked of these labs."""
    return [(lab.name, 1_000_003 * number + 17, every) for number in range(seeds) for lab in labs]


def main(seeds=SEEDS, lab=None, every=1):
    """Print what differs; return 1 where anything does."""
    tasks = tasks_of([lab_named(lab)] if lab else all_labs(), int(seeds), int(every))
    compared = differing = 0
    with multiprocessing.get_context("fork").Pool() as pool:
        for count, found in tqdm(pool.imap_unordered(on, tasks), total=len(tasks), unit=" labs"):
            compared, differing = compared + count, differing + len(found)
            for line in found:
                tqdm.write(line)
    print(f"{compared} verdicts on {seeds} seeds, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
