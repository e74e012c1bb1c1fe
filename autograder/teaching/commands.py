"""The commands of instructors and of authors of labs: what they take, and what they do."""

import functools
import importlib.util
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable

from autograder.environment import install
from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import Lab, all_labs
from autograder.student.choice import find
from autograder.student.commands import examine_machine, with_course
from autograder.student.terminal import say
from autograder.teaching import wording

# In place of a lab's name: the kit itself.
KIT = "kit"


def add_init(add: Callable[..., ArgumentParser]) -> None:
    """Add the command that an installed kit begins with."""
    init = add("init", help="a folder with the exercises and their tables")
    init.add_argument("folder", metavar="FOLDER")
    init.add_argument("--teacher", action="store_true", help="the whole course, with its answers, to make it yours")
    init.set_defaults(run=_init)


def add_commands(add: Callable[..., ArgumentParser]) -> None:
    """Add every command; `add` takes a name and its help, and returns the command's parser."""
    _add_grade(add)

    _add_explain(add("explain", help="one verdict again, with everything that it rests on"))

    report = add("report", help="the pages of a graded class: report.html, and feedback for each student")
    report.add_argument("folder", metavar="DIR", help="where the class was graded into")
    report.set_defaults(run=_report)

    export = add("export", help="a graded class as other systems read it")
    export.add_argument("folder", metavar="DIR", help="where the class was graded into")
    export.add_argument(
        "--to", required=True, metavar="FORMAT", help="csv, gradescope, canvas, moodle, blackboard, junit or nbgrader"
    )
    to_mark = "with nbgrader: the written questions, which a .py file cannot answer, wait to be marked"
    export.add_argument("--mark-questions", action="store_true", help=to_mark)
    export.set_defaults(run=_export)

    _add_override(add("override", help="a grade by hand, kept apart from the verdict; without a decision: the log"))

    course = add("course", help="an nbgrader course with every lab")
    course.add_argument("folder", metavar="DIR", help="the course's folder, new or one that was made before")
    course.add_argument("--overwrite", action="store_true", help="replace files that were changed; they are kept aside")
    course.set_defaults(run=_course)

    kit = add("kit", help="what students get, as a .zip: no solutions and no mistakes in it")
    kit.add_argument("file", metavar="FILE.zip")
    kit.set_defaults(run=_kit)

    _add_lab(add("lab", help="labs of your own: what their author has to know, and their stubs"))


def _add_grade(add: Callable[..., ArgumentParser]) -> None:
    grade = add("grade", help="a class: a folder or a .zip with one folder per student")
    option = grade.add_argument
    of_class = "folders or .zip files: a folder per student, nbgrader's submitted/ tree, or what an LMS hands out"
    option("submissions", metavar="SUBMISSIONS", nargs="+", help=of_class)
    option("--out", required=True, metavar="DIR", help="where the ledger and the grades go; resumes by itself")
    option("--roster", metavar="FILE", help="who is in the class (default: the roster.csv of the course, or the last)")
    option("--lab", action="append", metavar="LAB", help="only this lab, missing where it is not; repeatable")
    option("--jobs", type=int, metavar="N", help="submissions at a time (default: one per core)")
    option("--cluster", metavar="ADDRESS", help="grade on the workers of this Dask scheduler")
    of_fresh_inputs = "of the fresh inputs (default: gradkit.toml's, the last run's, or a new one)"
    option("--seed", type=int, metavar="S", help=of_fresh_inputs)
    option("--device", default="cpu", metavar="NAME", help="cpu, cuda, mps or auto (default: cpu)")
    option("--seconds", type=float, default=10.0, metavar="N", help="what a check may take (default: 10)")
    of_a_file = "what a file may take (default: 120)"
    option("--submission-seconds", type=float, default=120.0, metavar="N", help=of_a_file)
    as_in = "as memory=2GiB or student_files=500; an unknown name lists them all; repeatable"
    option("--limit", action="append", metavar="NAME=VALUE", help=as_in)
    option("--student", action="append", metavar="NAME", help="only this student; repeatable")
    option("--only", metavar="STATUS[,…]", help="only those with such a check, as in --only timeout,crash")
    option("--dry-run", action="store_true", help="say what would be graded and why, and stop")
    option("--force", action="store_true", help="grade everything again")
    option("--accept-weak-isolation", action="store_true", help="grade at isolation level C too")
    grade.set_defaults(run=_grade)


def _add_explain(explain: ArgumentParser) -> None:
    explain.add_argument("folder", metavar="DIR", help="where the class was graded into")
    explain.add_argument("student", metavar="STUDENT")
    explain.add_argument("check", metavar="LAB.FUNCTION")
    explain.add_argument("--html", metavar="FILE", help="write a page that can be sent, in place of text")
    nothing_hidden = "what a student may read, without hidden inputs and known mistakes, in the course's language"
    explain.add_argument("--for-student", action="store_true", help=nothing_hidden)
    explain.add_argument("--accept-weak-isolation", action="store_true", help="run it at isolation level C too")
    explain.set_defaults(run=_explain)


def _add_override(override: ArgumentParser) -> None:
    override.add_argument("folder", metavar="DIR", help="where the class was graded into")
    override.add_argument(
        "student", metavar="STUDENT", nargs="?", help="the id that stands in every row and on every page"
    )
    override.add_argument("target", metavar="LAB[.FUNCTION]", nargs="?", help="a lab as a whole, or a function of it")
    decision = override.add_mutually_exclusive_group()
    decision.add_argument("--points", metavar="P", help="what it counts, in place of the verdict's points")
    as_the_rest = "a lab does not count then, and a function counts as the rest of its lab does"
    decision.add_argument("--excuse", action="store_true", help=as_the_rest)
    decision.add_argument("--undo", action="store_true", help="the verdict counts again; wants --because, too")
    override.add_argument("--because", metavar="TEXT", help="why; the student reads it")
    override.set_defaults(run=_override)


def _add_lab(lab: ArgumentParser) -> None:
    """Add the commands of an author of labs to `gradkit lab`."""
    commands_of = lab.add_subparsers(metavar="COMMAND", required=True)
    add = functools.partial(commands_of.add_parser, parents=[with_course(ArgumentParser(add_help=False))])

    new = add("new", help="a lab to fill in, made from a solution or a notebook, and tried at once")
    new.add_argument("name", metavar="NAME", help="of the lab: its folder and its files are called so")
    from_file = "solutions/NAME.py by default; or a notebook with nbgrader's or Otter's marks"
    new.add_argument("--from", dest="source", default="", metavar="FILE", help=from_file)
    new.set_defaults(run=_new_lab)

    check = add("check", help="all that is to be mended in a lab, a line each")
    check.add_argument("name", nargs="?", metavar="NAME", help="only this lab (default: every lab of the course)")
    check.set_defaults(run=_check_labs)

    write = add("write", help="the stub that students get, made from the solution")
    write.add_argument("name", nargs="?", metavar="NAME", help="only this lab (default: every lab of the course)")
    write.set_defaults(run=_write_stubs)

    translate = add("translate", help="the files of another language, brought up to date")
    translate.add_argument("language", metavar="LANGUAGE", help="as a file is called: de for de.po")
    translate.add_argument(
        "names", nargs="*", metavar="NAME", help="labs that are to get a file, or kit for its own two"
    )
    translate.set_defaults(run=_translate)


def add_options_of_authors(doctor: ArgumentParser) -> None:
    """Let `gradkit doctor` look at the labs, too."""
    doctor.add_argument("--margins", action="store_true", help="how far every check's nearest mistake is")
    doctor.add_argument("--mutants", action="store_true", help="solutions with one thing changed: does any pass?")
    doctor.set_defaults(run=_doctor)


def _init(options: Namespace) -> int:
    from autograder.teaching.layout import lay_out

    say([lay_out(options.folder, whole=options.teacher)])
    return 0


def _grade(options: Namespace) -> int:
    from autograder.teaching.grade import grade

    return grade(options)


def _explain(options: Namespace) -> int:
    from autograder.teaching.explain.command import explain

    return explain(options)


def _report(options: Namespace) -> int:
    from autograder.teaching.grades.grade import counting, grades_in
    from autograder.teaching.pages.loading import readable, rows_of, run_of
    from autograder.teaching.pages.write import write_report

    with readable(options.folder), or_usage_problem(wording.CANNOT_WRITE_REPORT, path=options.folder):
        rows = rows_of(options.folder)
        grades = grades_in(options.folder, rows)
        rows = list(counting(options.folder, rows, grades))
        print(write_report(options.folder, lambda: rows, run=run_of(options.folder), grades=grades))
    return 0


def _export(options: Namespace) -> int:
    from autograder.teaching.exports import export
    from autograder.teaching.pages.loading import readable, rows_of

    with readable(options.folder):
        rows = rows_of(options.folder)
        written = export(options.folder, rows, options.to, mark_questions=options.mark_questions)
    print(*written.what, sep="\n")
    for line in written.remarks:
        print(f"gradkit: {line}", file=sys.stderr)
    return 0


def _override(options: Namespace) -> int:
    from autograder.teaching.grades.command import override

    return override(options)


def _course(options: Namespace) -> int:
    if not importlib.util.find_spec("nbgrader"):
        raise UsageProblem(wording.COURSE_NEEDS_NBGRADER, install=install("instructor"))
    from autograder.nbgrader.course import write_course

    say(write_course(options.folder, overwrite=options.overwrite))
    return 0


def _kit(options: Namespace) -> int:
    from autograder.teaching.kit import write_kit

    print(write_kit(options.file))
    return 0


def _named(options: Namespace) -> tuple[Lab, ...]:
    return (find(options.name)[0],) if options.name else all_labs()


def _new_lab(options: Namespace) -> int:
    from autograder.teaching.new_lab.command import new_lab

    say(new_lab(options.name, options.source))
    return 0


def _check_labs(options: Namespace) -> int:
    from autograder.teaching.authors.check import check_labs

    return 1 if check_labs(options.name, lambda line: say([line])) else 0


def _write_stubs(options: Namespace) -> int:
    from autograder.teaching.authors.stubs import write_stub

    say(write_stub(lab) for lab in _named(options))
    return 0


def _translate(options: Namespace) -> int:
    from autograder.teaching.authors.translations import KITS_ROOMS, translate

    labs = [find(name)[0].name for name in options.names if name != KIT]
    say(translate(options.language, {*labs, *(KITS_ROOMS if KIT in options.names else ())}))
    return 0


def _doctor(options: Namespace) -> int:
    if not (options.mutants or options.margins):
        return examine_machine(options)
    from autograder.teaching.authors.margins import margins
    from autograder.teaching.authors.mutants import mutants

    examine = mutants if options.mutants else margins
    return 1 if examine(lambda line: say([line])) else 0
