"""Write an nbgrader course: its configuration, and for each lab the source notebook with its data beside it.

What an instructor has changed is never lost: it is left alone, or moved to a folder of its own. That folder is not below
`source/`, because nbgrader hands out whatever lies there.
"""

import contextlib
import itertools
from collections.abc import Sequence
from pathlib import Path

from autograder.errors import UsageProblem, or_usage_problem
from autograder.labs.catalogue import all_labs
from autograder.labs.course import FILE, way_to_labs
from autograder.nbgrader import wording
from autograder.nbgrader.lesson import CODE, lesson_of
from autograder.nbgrader.source_notebook import notebook_of
from autograder.teaching.seed import new_seed, new_text, seed_of
from autograder.teaching.whole_files import write_new

# nbgrader's settings, which are the instructor's, and ours, which those load.
CONFIG, OUR_CONFIG = "nbgrader_config.py", "gradkit_config.py"
_TEXTS = Path(__file__).parent


def write_course(folder: str | Path, *, overwrite: bool = False) -> list[str]:
    """Write the course to `folder`; return the sentences that say what was done.

    Raises `UsageProblem` where a file there is another than ours and `overwrite` is not asked for: then nothing is
    written at all.
    """
    folder, files = Path(folder), course_files()
    settings = folder / CONFIG
    if not settings.exists():  # it is the instructor's from then on
        files[Path(CONFIG)] = _text_of(CONFIG)
    if not (folder / FILE).exists():  # its seed is this course's alone, and stays
        files[Path(FILE)] = new_text(course=way_to_labs(folder)).encode()
    changed = [path for path, content in files.items() if _differs(folder / path, content)]
    if changed and not overwrite:
        raise UsageProblem(wording.COURSE_CHANGED, files=", ".join(map(str, changed)), folder=folder)
    new = [path for path in files if not (folder / path).exists()]
    with or_usage_problem(wording.CANNOT_WRITE_COURSE, path=folder):
        kept = _keep(folder, changed)
        write_new({folder / path: files[path] for path in [*new, *changed]})
    said = _said(folder, new, changed, kept)
    if seed_of(folder) is None:
        said.append(wording.COURSE_ADD_SEED.format(path=folder / FILE, seed=new_seed()))
    if OUR_CONFIG not in settings.read_text(encoding="utf-8", errors="replace"):
        said.append(wording.COURSE_ADD_LINE.format(path=settings, config=OUR_CONFIG))
    return said


def course_files() -> dict[Path, bytes]:
    """Return what a course consists of: paths below its folder -> bytes."""
    files = {Path(OUR_CONFIG): _text_of(OUR_CONFIG)}
    for lab in all_labs():
        below = Path("source") / lab.name
        if not lab.solution.exists():
            raise UsageProblem(wording.COURSE_NEEDS_SOLUTIONS, path=lab.solution)
        files[below / f"{lab.name}.ipynb"] = notebook_of(lab).encode()
        # The tables that the lesson's code reads, by their names in it.
        code = "\n".join(block.text for block in lesson_of(lab) if block.kind == CODE)
        tables = [path for path in sorted(lab.home.datasets.glob("*.csv")) if f'"{path.name}"' in code]
        files |= {below / path.name: path.read_bytes() for path in tables}
    return files


def _text_of(config: str) -> bytes:
    return (_TEXTS / config).with_suffix(".txt").read_bytes()


def _differs(path: Path, content: bytes) -> bool:
    with or_usage_problem(wording.CANNOT_WRITE_COURSE, path=path), contextlib.suppress(FileNotFoundError):
        return path.read_bytes() != content
    return False


def _keep(folder: Path, changed: Sequence[Path]) -> Path:
    """Move the changed files to a new folder, which is returned, under the paths that they had."""
    kept = next(old for n in itertools.count(1) if not (old := folder / f"old-{n}").exists())
    for path in changed:
        (kept / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).rename(kept / path)
    return kept


def _said(folder: Path, new: Sequence[Path], changed: Sequence[Path], kept: Path) -> list[str]:
    if not new and not changed:
        return [wording.COURSE_NOTHING.format(folder=folder)]
    said = [str(folder / path) for path in [*new, *changed]]
    if changed:
        said.append(wording.COURSE_KEPT.format(count=len(changed), kept=kept))
    return [*said, wording.COURSE_NEXT.format(folder=folder, lab=all_labs()[0].name)]
