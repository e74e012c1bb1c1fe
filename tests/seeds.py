"""No verdict depends on luck: every submission here gets the same one on every seed.

`python -m tests.seeds [SEEDS [LAB [EVERY]]]` asks that of all right and all wrong submissions, or of every so manieth, and
of the margins between right and wrong, on so many seeds (50). It takes a process per core, and code of ours alone is run:
there is no wall around it.
"""

import multiprocessing
import sys

import torch
from tqdm import tqdm

from autograder.judge.judging import promise_of
from autograder.labs.catalogue import all_labs, lab_named
from autograder.teaching.authors.margins import MISTAKES_FROM, margin_of
from tests.overlays import overlays
from tests.without_wall import PATIENCE, AnswersHere, answers_to, in_a_fork, verdicts_on

SEEDS = 50


def wanted(overlay):
    """Return `{function: [status, slug]}` that a submission should get: every point where the file says nothing."""
    named = {function: list(due) for function, due in overlay.expected.items()}
    return named or {check.function: ["pass", ""] for check in overlay.lab.checks if _mentions(overlay, check)}


def _mentions(overlay, check):
    return check.function.encode() in overlay.path.read_bytes()


def findings(lab, seed, submissions):
    """Yield a line for everything about a lab that is not as it should be on this seed."""
    answers = answers_to(lab, seed)
    for check in lab.checks:
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
    got = in_a_fork(lambda: _verdicts(overlay, checks, seed, answers), PATIENCE)
    for function, verdict in due.items():
        if got.get(function) != verdict:
            yield f"seed {seed}: {overlay.name}: {function}: {verdict} was due, {got.get(function)} came"


def _verdicts(overlay, checks, seed, answers):
    (found,) = verdicts_on(overlay, checks, seed, answers)
    return {check.function: [verdict.status, verdict.misconception] for check, (verdict, _) in found.items()}


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
