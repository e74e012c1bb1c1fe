"""The commands that everybody has: what they take, and what they do."""

import functools
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from typing import TypeVar

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status
from autograder.labs.catalogue import STUDENT_SEED, all_labs, is_students_kit
from autograder.labs.course import exercises
from autograder.language import told
from autograder.student.choice import checked_device, checked_seed, choose, find
from autograder.student.defects import tell, told_of
from autograder.student.hints import next_hint, recall
from autograder.student.reset import answered, reset
from autograder.student.session import Graded, Session, untouched
from autograder.student.terminal import complain, say
from autograder.student.wording import usage

P = TypeVar("P", bound=ArgumentParser)
WHICH_COURSE = "a course of your own (default: the one that this is typed in, or else gradkit's)"


def with_course(parser: P) -> P:
    """Return a parser that takes what every command of a full kit takes beside its own."""
    parser.add_argument("--course", metavar="FOLDER", default=SUPPRESS, help=told(WHICH_COURSE))
    return parser


def add_commands(add: Callable[..., ArgumentParser]) -> None:
    """Add every command but the last, `doctor`; `add` takes a name and its help, and returns the command's parser."""
    check = add("check", help=told("check your files: what `pytest autograder/` does"))
    check.add_argument("target", nargs="?", metavar="LAB[.FUNCTION]", help=told("only this lab, or this function"))
    check.add_argument("--submission", metavar="DIR", help=told("the folder with the files (default: exercises)"))
    check.add_argument("--device", default="cpu", metavar="NAME", help=told("cpu, cuda, mps or auto (default: cpu)"))
    if not is_students_kit():
        check.add_argument("--seed", type=int, metavar="S", help=told("of the fresh inputs (default: a student's own)"))
    check.add_argument("--json", action="store_true", help=told("one line of JSON per check, and nothing else"))
    check.add_argument("--plots", metavar="DIR", help=told("draw the pictures of these labs too, into this folder"))
    check.set_defaults(run=_check)

    watch = add("watch", help=told("check at every save; keys for next, hint, list, reset, picture, quit"))
    watch.add_argument("target", nargs="?", metavar="LAB", help=told("only this lab"))
    watch.add_argument(
        "--poll", action="store_true", help=told("for network drives and WSL, which do not tell of a save")
    )
    watch.set_defaults(run=_watch)

    hint = add("hint", help=told("a hint, one rung at a time"))
    hint.add_argument("target", nargs="?", metavar="LAB.FUNCTION", help=told("(default: the next one to do)"))
    hint.set_defaults(run=_hint)

    plot = add("plot", help=told("your numbers beside the reference's, as PNG pictures"))
    plot.add_argument("target", metavar="LAB[.FUNCTION]", help=told("the lab, or one of its functions"))
    plot.add_argument("--submission", metavar="DIR", help=told("the folder with the files (default: exercises)"))
    plot.add_argument("--out", default="plots", metavar="DIR", help=told("where to put LAB-NAME.png (default: plots)"))
    plot.add_argument(
        "--step", type=int, metavar="N", help=told("which step to show (default: where the two part, or 3)")
    )
    plot.add_argument("--gif", action="store_true", help=told("every step too, as one animated GIF"))
    plot.set_defaults(run=_plot)

    prompt = add("try", help=told("a prompt with your functions and the inputs of a card"))
    prompt.add_argument("target", metavar="LAB.FUNCTION")
    prompt.add_argument("--submission", metavar="DIR", help=told("the folder with the files (default: exercises)"))
    prompt.set_defaults(run=_try)

    reset = add("reset", help=told("the stub back; your file is kept beside it"))
    reset.add_argument("target", metavar="LAB")
    reset.add_argument("--yes", action="store_true", help=told("do not ask"))
    reset.set_defaults(run=_reset)

    solution = add("solution", help=told("another right way, for a lab that passes whole"))
    solution.add_argument("target", metavar="LAB")
    solution.set_defaults(run=_solution)


def add_doctor(add: Callable[..., ArgumentParser]) -> ArgumentParser:
    """Add `doctor`, and return its parser: authors of labs have options of their own there."""
    doctor = add("doctor", help=told("what this machine has, tried and not assumed"))
    doctor.set_defaults(run=examine_machine)
    return doctor


def show_board(options: Namespace) -> int:
    """Check everything and show the board, the whole of what `gradkit` alone says."""
    from autograder.student.board import board

    graded, ended = _graded(options, None)
    say([*board(graded), *ended])
    return 0


def _check(options: Namespace) -> int:
    if options.plots:
        from autograder.student.plot import folder_for

        folder_for(options.plots, "--plots")
    graded, more = _graded(options, options.target)
    if options.json:
        from autograder.student.rows import Row

        for choice, verdicts in graded:
            for verdict in verdicts:
                print(Row.of(verdict, choice.path.parent.name).as_json())
    else:
        from autograder.student.board import board, cards

        say([*cards(graded), "", *board(graded), *more])
    return 0 if all(verdict.passed for _, verdicts in graded for verdict in verdicts) else 1


def _graded(options: Namespace, target: str | None) -> tuple[Graded, list[str]]:
    """Grade what is meant; return it, and what is said after the board: pictures that were drawn, and endings."""
    choices = choose(target, options.submission)
    device, seed = checked_device(options.device), checked_seed(options.seed)
    with Session(choices, device, STUDENT_SEED if seed is None else seed) as session:
        graded = [(choice, session.grade(choice)) for choice in choices]
        tell(told_of(verdict.defect) for _, verdicts in graded for verdict in verdicts)
        return graded, _afterwards(options, session, graded, target)


def _afterwards(options: Namespace, session: Session, graded: Graded, target: str | None) -> list[str]:
    from autograder.student.ending import endings

    drawn = _drawn(session, graded, options.plots) if options.plots else []
    return drawn if options.json else [*drawn, *endings(session, graded, chosen=bool(target))]


def _drawn(session: Session, graded: Graded, plots: str) -> list[str]:
    """Draw what can be drawn of labs that were tried; return the paths. Why one is missing stands on its card."""
    from autograder.student.plot import draw

    skipped = untouched(graded)
    tried = [choice for choice, _ in graded if choice.source is not None and choice.lab.name not in skipped]
    return [str(path) for choice in tried for path, why in draw(session.start(), choice, plots, "--plots") if not why]


def _watch(options: Namespace) -> int:
    choices = choose(options.target, None)
    place = recall().place
    if not options.target and place in {lab.name for lab in all_labs()} - {choice.lab.name for choice in choices}:
        # It is gone, which has to be said.
        choices = sorted([*choices, *choose(place)], key=lambda choice: choice.lab.order)
    from autograder.student.watch import watch

    watch(choices, poll=options.poll)
    return 0


def _hint(options: Namespace) -> int:
    if options.target is None:
        say(_hint_for_next())
        return 0
    exercises()  # where what was read is kept
    lab, checks = find(options.target)
    if not checks:
        raise UsageProblem(usage.HINT_NEEDS_FUNCTION, example=lab.checks[0].name)
    say(next_hint(checks[0], recall().mistakes.get(checks[0].name, "")))
    return 0


def _hint_for_next() -> list[str]:
    """Return a hint for the next thing to do. No lab that comes after it is checked."""
    from autograder.student.board import next_line, next_verdict

    graded: Graded = []
    choices = choose()
    with Session(choices) as session:
        for choice in choices:
            graded.append((choice, session.grade(choice)))
            if verdict := next_verdict(graded):
                return next_hint(verdict.check, verdict.misconception)
    return [next_line(graded)]


def _plot(options: Namespace) -> int:
    choice = choose(options.target, options.submission)[0]
    from autograder.student.plot import draw, is_drawable

    is_drawable(choice, options.step, gif=options.gif)
    complete = True
    with Session([choice]) as session:
        for path, why in draw(session.start(), choice, options.out, "--out", number=options.step, gif=options.gif):
            say([why or str(path)], sys.stderr if why else sys.stdout)
            complete &= not why
    return 0 if complete else 1


def _try(options: Namespace) -> int:
    choice = choose(options.target, options.submission)[0]
    if len(choice.checks) > 1:
        raise UsageProblem(usage.TRY_NEEDS_FUNCTION, example=choice.lab.checks[0].name)
    if choice.source is None:
        raise UsageProblem(usage.MISSING_FILE, path=choice.shown_path, lab=choice.lab.name)
    with Session([choice]) as session:
        (verdict,) = session.grade(choice)
    tell([told_of(verdict.defect)])
    if verdict.status is Status.REFUSED or verdict.fails_on_import:  # there is no function to try
        from autograder.student.card import card

        say(card(verdict, choice.shown_path, choice.source))
        return 1
    from autograder.student.prompt import converse

    return converse(choice, verdict)


def _reset(options: Namespace) -> int:
    lab, checks = find(options.target)
    if checks:
        raise UsageProblem(usage.RESET_NEEDS_LAB, lab=lab.name)
    say([reset(lab, agrees=(lambda _: True) if options.yes else functools.partial(answered, lab))])
    return 0


def _solution(options: Namespace) -> int:
    from autograder.student.ending import solution_for

    lab, _ = find(options.target)
    (choice,) = choose(lab.name)
    with Session([choice]) as session:
        verdicts = session.grade(choice)
        text, why = solution_for(session.start(), verdicts, choice.source or b"", choice.shown_path)
    if why:
        complain(why)
        return 1
    print(text, end="")
    return 0


def examine_machine(options: Namespace) -> int:
    """Say what this machine has: `gradkit doctor`."""
    from autograder.student.doctor import report

    say(report())
    return 0
