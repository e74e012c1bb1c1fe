"""Write the files into a zip: the same files make the same bytes, whenever and by whomever it is made."""

import os
import zipfile
from pathlib import Path
from typing import BinaryIO

from autograder.errors import OracleLost, UsageProblem
from autograder.judge.answers.client import OracleAnswers
from autograder.labs.catalogue import SOLUTIONS
from autograder.teaching import wording
from autograder.teaching.kit.contents import contents

# What the zip unpacks to.
FOLDER = "gradkit"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def write_kit(name: str) -> str:
    """Write a student's kit to the file `name`; return the sentence that says what it is."""
    path = Path(name)
    if path.suffix != ".zip":
        raise UsageProblem(wording.KIT_NEEDS_ZIP, name=name)
    if not SOLUTIONS.is_dir():
        raise UsageProblem(wording.KIT_NEEDS_SOLUTIONS)
    try:
        with path.open("xb") as file:
            count = _write(file, path)
    except FileExistsError:
        raise UsageProblem(wording.KIT_EXISTS, path=path) from None
    except OSError as problem:
        raise UsageProblem(wording.CANNOT_WRITE_KIT, path=path, reason=problem.strerror) from None
    return wording.KIT_WRITTEN.format(path=path, files=count, kilobytes=os.path.getsize(path) // 1024)


def _write(file: BinaryIO, path: Path) -> int:
    """Write the zip; return how many files are in it. What cannot be finished leaves nothing behind."""
    answers = OracleAnswers()
    try:
        files = sorted(contents(answers))
        with zipfile.ZipFile(file, "w") as archive:
            for place, data in files:
                archive.writestr(_entry(f"{FOLDER}/{place}"), data, compresslevel=9)
        return len(files)
    except OracleLost as problem:
        raise UsageProblem(wording.KIT_NOT_MADE, reason=problem) from None
    finally:
        answers.close()
        if file.tell() == 0:
            path.unlink()


def _entry(place: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(place, LONG_AGO)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE
    return entry
