"""What the tests share: one warm grader and one student's kit for all of them."""

import functools
import importlib
import multiprocessing
import os
import unittest.mock
import zipfile
from concurrent.futures import ProcessPoolExecutor

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from autograder.judge.grading import Grader
from autograder.labs.course import course
from autograder.labs.recorded import RECORDED
from autograder.sandbox.launch import COURSE, Limits, clean_environment
from autograder.teaching.kit import FOLDER, write_kit
from tests.interrupts import heed_ctrl_c
from tests.order import arrange
from tests.overlays import COMPILER, RIGHT_BY_TORCH_FUNC
from tests.places import ROOT
from tests.warm_commands import WarmCommands

heed_ctrl_c()
# How long something takes is for the benchmarks to say: a loaded machine is no failure.
settings.register_profile("gradkit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("gradkit")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    if "PYTEST_XDIST_WORKER" in os.environ:
        arrange(items)


@pytest.fixture(autouse=True)
def served():
    """A test that opened another course in this process leaves none behind."""
    yield
    if os.environ.pop(COURSE, None) is not None:
        course.cache_clear()


@pytest.fixture(scope="session")
def grader():
    """A grader with the student's own seed and a short time limit, so that endless loops end soon."""
    with Grader(limits=Limits(seconds=4.0)) as grader:
        yield grader


@pytest.fixture(scope="session")
def grader_with_compiler(grader):
    """A grader of their own for files that have the compiler imported: every later fork of its server costs more."""
    with Grader(limits=grader.limits) as other:
        yield other


@pytest.fixture(scope="session")
def without_wall():
    """Return a function that calls one of `tests.without_wall`'s users in a process of its own, one for all tests.

    It has torch and a single thread, as whoever forks should. Another one has the compiler too, for submissions that
    have it imported.
    """
    spawn, environment = multiprocessing.get_context("spawn"), {**os.environ, **clean_environment()}
    plain, with_compiler = (
        ProcessPoolExecutor(1, spawn, importlib.import_module, [module]) for module in ("tests.without_wall", COMPILER)
    )

    def call(function, *given):
        wants_it = any(one in RIGHT_BY_TORCH_FUNC for one in given)
        with unittest.mock.patch.dict(os.environ, environment):  # the first call of each starts its process
            return (with_compiler if wants_it else plain).submit(function, *given).result()

    with plain, with_compiler:
        yield call


@pytest.fixture(scope="session")
def warm():
    """Return a function that runs `python -m …` in a fork of a process that has what it imports."""
    commands = WarmCommands("autograder", "pytest")
    # pytest would rather have rewritten what is imported already.
    options = '-W "ignore:Module already imported"'
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "PYTEST_ADDOPTS": options}
    yield functools.partial(commands.run, env=environment)
    commands.close()


@pytest.fixture(scope="session")
def kit_zip(tmp_path_factory):
    """The zip that `gradkit kit` writes: made by the first test process that wants it, for all of them."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    path = folder / "gradkit.zip"
    with FileLock(folder / "gradkit.lock"):
        if not path.exists():
            write_kit(str(path))
    return path


@pytest.fixture
def recorded_answers(unpacked_kit, monkeypatch):
    """The numbers of a student's kit, for whoever reads answers from files in this process."""
    monkeypatch.setattr("autograder.labs.recorded.RECORDED", unpacked_kit / RECORDED.relative_to(ROOT))


@pytest.fixture(scope="session")
def unpacked_kit(kit_zip, tmp_path_factory):
    """A folder with the kit as it was zipped, to be read."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(kit_zip) as archive:
        archive.extractall(folder)
    return folder / FOLDER
