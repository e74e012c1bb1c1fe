"""The command line: `gradkit`, which is `python -m autograder`."""

import contextlib
import functools
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import autograder
from autograder.errors import UsageProblem
from autograder.labs.catalogue import STUDENT_SEED, is_students_kit
from autograder.labs.course import SHIPPED, course, is_found, open_course
from autograder.language import told
from autograder.student import commands
from autograder.student.defects import tell_of_failure
from autograder.student.terminal import complain
from autograder.student.wording import usage

# Commands that a student's kit has not.
INSTRUCTORS = ("grade", "explain", "report", "export", "override", "course", "kit", "lab")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status: 0, 1 when something has not passed, 2 for arguments that cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except UsageProblem as problem:
        complain(problem)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 1
    except Exception as problem:  # ours, whatever it is: loud, and never to be taken for the student's
        tell_of_failure(problem)
        return 1


def _run(arguments: Sequence[str]) -> int:
    if arguments and arguments[0] in INSTRUCTORS and is_students_kit():
        raise UsageProblem(usage.ONLY_IN_FULL_KIT, command=arguments[0])
    given, _ = _course_parser().parse_known_args(arguments)
    if folder := vars(given).get("course"):
        open_course(folder)
    with contextlib.suppress(
        UsageProblem
    ):  # whoever needs the course will hear of it; here it says which language help is in
        labs = course().labs
        if sys.stderr.isatty() and labs != SHIPPED.labs and is_found() and not is_students_kit():
            complain(told(usage.LABS_FOUND, folder=labs))
    options = _parser().parse_args(arguments)
    return int(options.run(options))


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageProblem(usage.BAD_ARGUMENTS, problem=message, command=self.prog)


def _course_parser() -> _Parser:
    """Return what every command takes beside its own."""
    return commands.with_course(_Parser(add_help=False))


def _parser() -> ArgumentParser:
    parser = _Parser(prog="gradkit", description="Exercises in gradient descent, and the truth about them.")
    parser.set_defaults(
        run=commands.show_board, submission=None, device="cpu", seed=STUDENT_SEED, plots=None, json=False
    )
    parser.add_argument("--version", action="version", version=f"gradkit {autograder.__version__}")
    commands_of = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    if is_students_kit():
        commands.add_commands(commands_of.add_parser)
        commands.add_doctor(commands_of.add_parser)
        return parser
    add = functools.partial(commands_of.add_parser, parents=[_course_parser()])
    parser.add_argument("--course", metavar="FOLDER", help=commands.WHICH_COURSE)
    from autograder.teaching import commands as instructors

    instructors.add_init(add)
    commands.add_commands(add)
    instructors.add_commands(add)
    instructors.add_options_of_authors(commands.add_doctor(add))
    return parser
