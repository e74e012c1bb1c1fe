"""A course is a folder of labs with their solutions, exercises and tables. The kit ships one; `gradkit.toml` marks another.

A process serves one course: the one that it is told of, else the one in whose folder it is started, else the shipped one.
"""

import functools
import itertools
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

import autograder.labs
from autograder.environment import INSTALLED, WITHIN
from autograder.errors import CourseFileUnusable, UsageProblem
from autograder.labs.authors_files import read_toml
from autograder.labs.recorded import RECORDED
from autograder.labs.settings import Settings
from autograder.language import speak
from autograder.sandbox.launch import COURSE, KEPT_BACK, TOLD

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent
FILE = "gradkit.toml"
_SHIPPED_ROOT = Path(WITHIN) if INSTALLED else PACKAGE.parent
# What no lab can be called: modules of this package are.
RESERVED = frozenset(path.stem for path in HERE.iterdir() if not (path / "lab.toml").exists())

NO_COURSE = "{folder} is no course: no gradkit.toml is in it; type the folder of one"
NO_SUCH_LANGUAGE = "gradkit.toml: {language} is no language that gradkit can speak ({problem})"
NO_SUCH_COURSE = "{path} names a course in {folder}, where no gradkit.toml is"
NO_EXERCISES = "there are no exercises here; go to the folder that holds yours, or type: gradkit init gradients"
KIT_OUT_OF_PLACE = "this kit works from the folder that it was unpacked to; type there: pip install -e ."
NAME_TAKEN = "{folder}: gradkit has a module of that name, and no folder of labs can be called so; rename it"


@dataclass(frozen=True)
class Course:
    """Where a course has its labs, what belongs to these in `root`, and the exercises that students work on.

    What is installed among Python's libraries has no exercises: nobody works there.
    """

    root: Path
    labs: Path
    exercises: Path | None
    settings: Settings = field(default_factory=Settings)

    @property
    def solutions(self) -> Path:
        """Where `<lab>.py` is right, and `<lab>.md` says what a good answer to the lab's question is."""
        return self.root / "solutions"

    @property
    def datasets(self) -> Path:
        """Where the tables are that cases are made of."""
        return self.root / "datasets"


SHIPPED = Course(_SHIPPED_ROOT, HERE, None if INSTALLED else _SHIPPED_ROOT / "exercises")


def settings_in(folder: Path) -> Settings:
    """Return what the `gradkit.toml` in a folder says: nothing where there is none. Raises `CourseFileUnusable`."""
    path = folder / FILE
    return read_toml(path, Settings) if path.exists() else Settings()


def open_course(folder: str | Path) -> None:
    """Serve the course in a folder from now on, here and in all that this process starts. Raises `UsageProblem`."""
    path = Path(folder).resolve()
    if not (path / FILE).is_file():
        raise UsageProblem(NO_COURSE, folder=folder)
    os.environ[COURSE] = str(path)
    course.cache_clear()


@functools.cache
def course() -> Course:
    """Return the course that this process serves. Raises `UsageProblem` where it cannot be served."""
    folder = None if RECORDED.is_dir() else folder_of_course()
    TOLD[COURSE] = str(folder or "")
    found = _course_in(folder) if folder else replace(SHIPPED, settings=settings_in(SHIPPED.root))
    if language := found.settings.language:
        try:
            speak(language, found.labs)
        except (LookupError, ValueError) as problem:
            raise CourseFileUnusable(NO_SUCH_LANGUAGE, language=language, problem=problem) from None
    if folder:  # the labs may be at home in another
        KEPT_BACK.update({folder, found.root})
    if found.labs != HERE:  # its labs are modules of our package too, and come before ours
        autograder.labs.__path__.insert(0, str(found.labs))
    return found


def exercises() -> Path:
    """Return the folder of the files that students work on. Raises `UsageProblem` where there is none."""
    if (found := course().exercises) is None:
        raise UsageProblem(KIT_OUT_OF_PLACE if RECORDED.is_dir() else NO_EXERCISES)
    return found


def way_to_labs(folder: Path) -> str:
    """Return the folder of the course that is served, seen from `folder`; "" where it is the one that is shipped."""
    home = course().root
    return "" if home == SHIPPED.root else Path(os.path.relpath(home, folder.resolve())).as_posix()


def is_found() -> bool:
    """Tell whether the course is the one in whose folder we happen to be, and nobody named it."""
    return COURSE not in os.environ and folder_of_course() is not None


def folder_of_course() -> Path | None:
    """Return the folder of the course that is told of, or in which we are; None where it is the shipped one."""
    if (told := os.environ.get(COURSE)) is not None:
        return Path(told) if told else None
    here = Path.cwd().resolve()
    around = itertools.takewhile(lambda folder: folder != SHIPPED.root, (here, *here.parents))
    return next((folder for folder in around if (folder / FILE).is_file()), None)


def _course_in(folder: Path) -> Course:
    """Return the course in a folder. Its labs are there, in the course that it names, or else the shipped ones."""
    settings = settings_in(folder)
    home = (folder / settings.course).resolve()
    if not (home / FILE).is_file():
        raise CourseFileUnusable(NO_SUCH_COURSE, path=folder / FILE, folder=home)
    if taken := next((home / "labs" / name for name in sorted(RESERVED) if (home / "labs" / name).is_dir()), None):
        raise UsageProblem(NAME_TAKEN, folder=taken)
    has_labs = (home / "labs").is_dir()
    found = Course(home, home / "labs", home / "exercises") if has_labs else SHIPPED
    if (folder / "exercises").is_dir():
        found = replace(found, exercises=folder / "exercises")
    return replace(found, settings=replace(settings_in(home), **settings.said))
