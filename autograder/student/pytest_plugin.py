"""`pytest autograder/`: one item per check, the board and the cards in place of tracebacks.

Loaded by the entry point of the installed kit, so that `--submission DIR` is known before pytest takes DIR for a folder
of tests and runs what lies in it; `autograder/conftest.py` brings it where the kit is not installed. It does nothing in
a run that does not collect the kit's own test file.
"""

import gc
import sys
from argparse import Namespace
from collections.abc import Container, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status, Verdict
from autograder.labs.catalogue import Check, is_students_kit
from autograder.labs.course import open_course
from autograder.language import told
from autograder.student import wording
from autograder.student.choice import Choice, checked_device, choose
from autograder.student.session import Graded, Session
from autograder.student.terminal import complain, shown

HERE = Path(__file__).resolve().parents[1]
TESTS = HERE / "test_labs.py"
# What is named where our tests are meant. A student's kit has no others.
NAMES = (HERE, TESTS, HERE.parent) if is_students_kit() else (HERE, TESTS)
GRADING = pytest.StashKey["_Grading | UsageProblem | None"]()
VERDICT = pytest.StashKey[Verdict]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gradkit", "checking the labs (pytest autograder/)")
    group.addoption("--submission", metavar="DIR", help=told("the folder with the files to check (default: exercises)"))
    if not is_students_kit():
        group.addoption("--course", metavar="FOLDER", help="a course of your own (default: the one that we are in)")
    group.addoption("--lab", metavar="LAB[.FUNCTION]", help=told("check only this lab, or this function"))
    group.addoption("--device", default="cpu", metavar="NAME", help=told("cpu, cuda, mps or auto (default: cpu)"))


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Start the workers as early as a plugin can: torch is imported while pytest gets ready."""
    _begin(early_config, early_config.known_args_namespace)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """End a run whose options make no sense before it begins: one line, exit status 2."""
    if GRADING not in config.stash:  # where the plugin came by conftest.py, this is the first that it hears
        _begin(config, config.option)
    grading = config.stash[GRADING]
    if grading is None:
        return None
    if isinstance(grading, UsageProblem):
        complain(grading)
        return 2
    config.args[:] = [_located(config, argument) for argument in config.args]
    # The board and the cards say it all: no header, no tracebacks, no list of failures after them.
    config.option.no_header = True
    config.option.tbstyle = "no"
    config.option.reportchars = ""
    # Nothing of ours needs what pytest keeps for its next run, and not every folder can be written to.
    config.addinivalue_line("filterwarnings", "ignore::pytest.PytestCacheWarning")
    if config.option.verbose == 0:
        config.option.verbose = -1
    return None


def _begin(config: pytest.Config, options: Namespace) -> None:
    if not _is_ours(config, options.file_or_dir):
        config.stash[GRADING] = None
        return
    try:
        if folder := getattr(options, "course", None):
            open_course(folder)
        choices = choose(options.lab, options.submission)
        config.stash[GRADING] = _Grading(choices, checked_device(options.device), idle=options.collectonly)
    except UsageProblem as problem:
        config.stash[GRADING] = problem


def _is_ours(config: pytest.Config, arguments: Sequence[str]) -> bool:
    """Tell whether the run collects our test file. Other runs are left alone, whatever they are called with."""
    here = config.invocation_params.dir
    if not arguments:  # then it is what pytest collects unasked
        arguments = (config.getini("testpaths") if here == config.rootpath else []) or [str(here)]
    named = (_located(config, str(argument)).partition("::")[0] for argument in arguments)
    return any(Path(here, path).resolve() in NAMES for path in named)


def _located(config: pytest.Config, argument: str) -> str:
    """Return an argument, or where it leads: `autograder/` is the installed package where no folder of that name is."""
    path = argument.partition("::")[0]
    is_elsewhere = HERE.parent / path in (HERE, TESTS) and not Path(config.invocation_params.dir, path).exists()
    return argument.replace(path, str(HERE.parent / path), 1) if is_elsewhere else argument


class _Grading:
    """Grades every chosen lab once, when the first of its checks is asked for."""

    def __init__(self, choices: Sequence[Choice], device: str, idle: bool) -> None:
        self.choices = {choice.lab.name: choice for choice in choices}
        self.verdicts: dict[Check, Verdict] = {}
        self.session = None if idle else Session(choices, device)
        if device != "cpu" and self.session:
            self.session.start()

    def want(self, wanted: Container[Check]) -> None:
        """Narrow the checks down to those that pytest has selected (-k, --deselect, a node id)."""
        for lab, choice in self.choices.items():
            self.choices[lab] = replace(choice, checks=tuple(check for check in choice.checks if check in wanted))

    def verdict(self, check: Check) -> Verdict:
        if check not in self.verdicts and self.session:
            verdicts = self.session.grade(self.choices[check.lab])
            self.verdicts.update({verdict.check: verdict for verdict in verdicts})
        return self.verdicts[check]

    def graded(self) -> Graded:
        """Return `[(Choice, [Verdict, …]), …]` of what has run."""
        ran = ((choice, tuple(filter(self.verdicts.get, choice.checks))) for choice in self.choices.values())
        return [(choice, [self.verdicts[check] for check in checks]) for choice, checks in ran if checks]

    def close(self) -> None:
        if self.session:
            self.session.close()


def _grading(config: pytest.Config) -> _Grading | None:
    grading = config.stash.get(GRADING, None)
    return grading if isinstance(grading, _Grading) else None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.definition.path == TESTS:
        grading = _grading(metafunc.config)
        checks = [check for choice in grading.choices.values() for check in choice.checks] if grading else []
        metafunc.parametrize("check", checks, ids=[check.name for check in checks])


def pytest_collection_finish(session: pytest.Session) -> None:
    if grading := _grading(session.config):
        ours = [item for item in session.items if isinstance(item, pytest.Function) and item.path == TESTS]
        grading.want([cast(Check, item.callspec.params["check"]) for item in ours])


@pytest.fixture
def verdict(check: Check, request: pytest.FixtureRequest) -> Verdict:
    """The judge's word on one check. The whole lab is graded when its first check is asked for."""
    grading = _grading(request.config)
    assert grading, "only a run that grades collects this test"
    found = grading.verdict(check)
    request.node.stash[VERDICT] = found
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    vars(report)["gradkit"] = item.stash.get(VERDICT, None)
    return report


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Give each item the mark and the word of its verdict."""
    verdict = getattr(report, "gradkit", None)
    if verdict is None or report.when != "call":
        return None
    from autograder.student.board import verdict_mark, verdict_words

    word, is_waiting = verdict_words(verdict), verdict.status is Status.BLOCKED
    # Under its first word pytest counts it; what passed it counts, and colours, as "passed".
    counted = "passed" if verdict.passed else told(wording.WAITING) if is_waiting else word
    return counted, verdict_mark(verdict), word


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    grading = _grading(config)
    if grading is None or not grading.verdicts:
        return
    from autograder.student.board import board, cards
    from autograder.student.defects import tell, told_of
    from autograder.student.ending import endings

    tell(told_of(verdict.defect) for verdict in grading.verdicts.values())
    graded = grading.graded()
    more = endings(grading.session, graded, chosen=bool(config.getoption("lab"))) if grading.session else []
    for line in shown([*cards(graded), "", *board(graded), *more], sys.stdout):
        terminalreporter.write_line(line)


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if grading := _grading(config):
        grading.close()
        gc.freeze()  # pytest looks for lost objects five times before it ends; none of ours is worth a student's wait
