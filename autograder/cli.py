"""The command line: `gradkit`, which is `python -m autograder`."""

import argparse
import importlib.util
import sys

import autograder
from autograder.errors import UsageProblem
from autograder.labs.catalogue import STUDENT_SEED, is_students_kit
from autograder.student import wording
from autograder.student.choice import checked_device, checked_seed, choose, find
from autograder.student.defects import tell, told_of
from autograder.student.session import Session, untouched

# Commands that a student's kit has not.
INSTRUCTORS = ("grade", "report", "export", "course", "kit")


def main(arguments=None):
    """Run a command; return its exit status: 0, 1 when something has not passed, 2 for arguments that cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        options = _parser().parse_args(arguments)
        if options.command in INSTRUCTORS and is_students_kit():
            raise UsageProblem(wording.ONLY_IN_FULL_KIT, command=options.command)
        return options.run(options)
    except UsageProblem as problem:
        print(f"gradkit: {problem}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return 1
    except Exception as problem:  # ours, whatever it is: loud, and never to be taken for the student's
        from autograder.student.defects import tell_of_failure

        tell_of_failure(problem)
        return 1


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        raise UsageProblem(wording.BAD_ARGUMENTS, problem=message, command=self.prog)


def _parser():
    parser = _Parser(prog="gradkit", description="Exercises in gradient descent, and the truth about them.")
    parser.set_defaults(run=_board, submission=None, device="cpu", seed=STUDENT_SEED)
    parser.add_argument("--version", action="version", version=f"gradkit {autograder.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")

    check = commands.add_parser("check", help="check your files: what `pytest autograder/` does")
    check.add_argument("target", nargs="?", metavar="LAB[.FUNCTION]", help="only this lab, or this function")
    check.add_argument("--submission", metavar="DIR", help="the folder with the files (default: exercises)")
    check.add_argument("--device", default="cpu", metavar="NAME", help="cpu, cuda, mps or auto (default: cpu)")
    if not is_students_kit():
        check.add_argument("--seed", type=int, metavar="S", help="of the fresh inputs (default: a student's own)")
    check.add_argument("--json", action="store_true", help="one line of JSON per check, and nothing else")
    check.add_argument("--plots", metavar="DIR", help="draw the pictures of these labs too, into this folder")
    check.set_defaults(run=_check)

    watch = commands.add_parser("watch", help="check at every save; keys for next, hint, list, reset, quit")
    watch.add_argument("target", nargs="?", metavar="LAB", help="only this lab")
    watch.add_argument("--poll", action="store_true", help="for network drives and WSL, which do not tell of a save")
    watch.set_defaults(run=_watch)

    hint = commands.add_parser("hint", help="a hint, one rung at a time")
    hint.add_argument("target", metavar="LAB.FUNCTION")
    hint.set_defaults(run=_hint)

    plot = commands.add_parser("plot", help="your numbers beside the reference's, as PNG pictures")
    plot.add_argument("target", metavar="LAB[.FUNCTION]", help="the lab, or one of its functions")
    plot.add_argument("--submission", metavar="DIR", help="the folder with the files (default: exercises)")
    plot.add_argument("--out", default="plots", metavar="DIR", help="where to put LAB-NAME.png (default: plots)")
    plot.add_argument("--step", type=int, metavar="N", help="which step to show (default: where the two part, or 3)")
    plot.add_argument("--gif", action="store_true", help="every step too, as one animated GIF")
    plot.set_defaults(run=_plot)

    reset = commands.add_parser("reset", help="the stub back; your file is kept beside it")
    reset.add_argument("target", metavar="LAB")
    reset.add_argument("--yes", action="store_true", help="do not ask")
    reset.set_defaults(run=_reset)

    grade = commands.add_parser("grade", help="a class: a folder or a .zip with one folder per student")
    grade.add_argument("submissions", metavar="SUBMISSIONS", help="the folder, the .zip, or nbgrader's submitted/ tree")
    grade.add_argument(
        "--out", required=True, metavar="DIR", help="where the ledger and the grades go; resumes by itself"
    )
    grade.add_argument(
        "--lab", action="append", metavar="LAB", help="only this lab, missing where it is not; repeatable"
    )
    grade.add_argument("--jobs", type=int, metavar="N", help="submissions at a time (default: one per core)")
    grade.add_argument("--cluster", metavar="ADDRESS", help="grade on the workers of this Dask scheduler")
    grade.add_argument(
        "--seed",
        type=int,
        metavar="S",
        help="of the fresh inputs (default: gradkit.toml's, the last run's, or a new one)",
    )
    grade.add_argument("--device", default="cpu", metavar="NAME", help="cpu, cuda, mps or auto (default: cpu)")
    grade.add_argument("--seconds", type=float, default=10.0, metavar="N", help="what a check may take (default: 10)")
    grade.add_argument(
        "--submission-seconds", type=float, default=120.0, metavar="N", help="what a file may take (default: 120)"
    )
    grade.add_argument(
        "--limit",
        action="append",
        metavar="NAME=VALUE",
        help="as memory=2GiB or student_files=500; an unknown name lists them all; repeatable",
    )
    grade.add_argument("--student", action="append", metavar="NAME", help="only this student; repeatable")
    grade.add_argument("--only", metavar="STATUS[,…]", help="only those with such a check, as in --only timeout,crash")
    grade.add_argument("--dry-run", action="store_true", help="say what would be graded and why, and stop")
    grade.add_argument("--force", action="store_true", help="grade everything again")
    grade.add_argument("--accept-weak-isolation", action="store_true", help="grade at isolation level C too")
    grade.set_defaults(run=_grade)

    report = commands.add_parser(
        "report", help="the pages of a graded class: report.html, and feedback for each student"
    )
    report.add_argument("folder", metavar="DIR", help="where the class was graded into")
    report.set_defaults(run=_report)

    export = commands.add_parser("export", help="a graded class as other systems read it")
    export.add_argument("folder", metavar="DIR", help="where the class was graded into")
    export.add_argument("--to", required=True, metavar="FORMAT", help="csv, gradescope, canvas, junit or nbgrader")
    export.set_defaults(run=_export)

    course = commands.add_parser("course", help="an nbgrader course with every lab")
    course.add_argument("folder", metavar="DIR", help="the course's folder, new or one that was made before")
    course.add_argument("--overwrite", action="store_true", help="replace files that were changed; they are kept aside")
    course.set_defaults(run=_course)

    kit = commands.add_parser("kit", help="what students get, as a .zip: no solutions and no mistakes in it")
    kit.add_argument("file", metavar="FILE.zip")
    kit.set_defaults(run=_kit)

    doctor = commands.add_parser("doctor", help="what this machine has, tried and not assumed")
    if not is_students_kit():
        doctor.add_argument("--margins", action="store_true", help="how far every check's nearest mistake is")
        doctor.add_argument("--mutants", action="store_true", help="solutions with one thing changed: does any pass?")
    doctor.set_defaults(run=_doctor)
    return parser


def _board(options):
    graded, _, _ = _graded(options, None)
    from autograder.student.board import board

    _print(board(graded))
    return 0


def _check(options):
    if options.plots:
        from autograder.student.plot import folder_for

        folder_for(options.plots, "--plots")
    graded, untouched, drawn = _graded(options, options.target, options.plots)
    every = [verdict for _, verdicts in graded for verdict in verdicts]
    if options.json:
        from autograder.student.rows import Row

        for choice, verdicts in graded:
            _print(Row.of(verdict, choice.path.parent.name).as_json() for verdict in verdicts)
    else:
        from autograder.student.board import board, cards

        _print([*cards(graded, untouched), "", *board(graded), *drawn])
    return 0 if all(verdict.passed for verdict in every) else 1


def _graded(options, target, plots=None):
    choices = choose(target, options.submission)
    device, seed = checked_device(options.device), checked_seed(options.seed)
    with Session(choices, device, STUDENT_SEED if seed is None else seed) as session:
        graded = [(choice, session.grade(choice)) for choice in choices]
        tell(told_of(verdict) for _, verdicts in graded for verdict in verdicts)
        drawn = _drawn(session, graded, plots) if plots else []
    return graded, () if target else untouched(graded), drawn


def _drawn(session, graded, plots):
    """Draw what can be drawn of labs that were tried; return the paths. Why one is missing stands on its card."""
    from autograder.student.plot import draw

    skipped = untouched(graded)
    tried = [choice for choice, _ in graded if choice.source is not None and choice.lab.name not in skipped]
    return [str(path) for choice in tried for path, why in draw(session.start(), choice, plots, "--plots") if not why]


def _watch(options):
    choices = choose(options.target, None)
    from autograder.student.watch import watch

    watch(choices, poll=options.poll, say=lambda line: print(line, flush=True))
    return 0


def _hint(options):
    lab, checks = find(options.target)
    if not checks:
        raise UsageProblem(wording.HINT_NEEDS_FUNCTION, example=lab.checks[0].name)
    from autograder.student.hints import next_hint

    _print(next_hint(checks[0]))
    return 0


def _plot(options):
    choice = choose(options.target, options.submission)[0]
    from autograder.student.plot import draw, is_drawable

    is_drawable(choice, options.step, gif=options.gif)
    complete = True
    with Session([choice]) as session:
        for path, why in draw(session.start(), choice, options.out, "--out", number=options.step, gif=options.gif):
            print(why or path, file=sys.stderr if why else sys.stdout, flush=True)
            complete &= not why
    return 0 if complete else 1


def _reset(options):
    lab, _ = find(options.target)
    from autograder.student.reset import reset

    print(reset(lab, agreed=options.yes))
    return 0


def _report(options):
    from autograder.teaching.pages import meta_of, rows_of, write_report

    rows = rows_of(options.folder)
    print(write_report(options.folder, lambda: rows, meta=meta_of(options.folder)))
    return 0


def _export(options):
    from autograder.teaching.exports import export, left_to_grade
    from autograder.teaching.pages import rows_of

    rows = rows_of(options.folder)
    print(export(options.folder, rows, options.to))
    for line in left_to_grade(options.folder, rows):
        print(f"gradkit: {line}", file=sys.stderr)
    return 0


def _grade(options):
    from autograder.teaching.grade import grade

    return grade(options)


def _course(options):
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER)
    from autograder.nbgrader.course import write_course

    _print(write_course(options.folder, overwrite=options.overwrite))
    return 0


def _kit(options):
    from autograder.teaching.kit.archive import write_kit

    print(write_kit(options.file))
    return 0


def _doctor(options):
    from autograder.student import doctor

    examine = doctor.examine
    if getattr(options, "mutants", False):
        from autograder.teaching.mutants import mutants as examine
    elif getattr(options, "margins", False):
        examine = doctor.margins
    return 1 if examine(lambda line: _print([line])) else 0


def _print(lines):
    from autograder.student.paint import paint

    for line in lines:
        print(paint(line))
