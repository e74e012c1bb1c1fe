"""When a student's file was committed last, where their folder is a clone. No setting of the student's is ever read by
git.

A `.git/config` can name programs for git to run. So git works in an empty repository of our own, which borrows the
student's objects, from a commit that is found here by reading their files. The time is the one that the committer's
clock showed.
"""

import os
import re
import stat
import subprocess
import tempfile
from datetime import datetime
from pathlib import Path

from autograder.teaching.submissions.sources import FLAGS
from autograder.teaching.submissions.times import in_utc

_SECONDS = 10.0
_NAME_LIMIT, _PACKED_LIMIT = 1000, 1 << 20
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BRANCH = re.compile(r"ref: (refs/heads/[\w.+/-]+)")
# The second is for digests of 64 digits.
_CONFIG = (
    "[core]\n\trepositoryformatversion = {version}\n\tbare = true\n\tcommitGraph = false\n\tmultiPackIndex = false\n"
)
_LONG = "[extensions]\n\tobjectFormat = sha256\n"
_QUIET = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_TERMINAL_PROMPT": "0",
}


def committed(clone: Path, parts: tuple[str, ...]) -> str:
    """Return when the file at `parts` was committed last, in UTC; "" where it never was, or there is no git."""
    theirs = clone / ".git"
    if not (_is_folder(theirs) and _is_folder(theirs / "objects") and (commit := _head(theirs))):
        return ""
    try:
        with tempfile.TemporaryDirectory() as ours:
            _make_empty(Path(ours), commit, _COMMIT.findall(_text(theirs / "shallow", _PACKED_LIMIT)))
            said = _log(Path(ours), theirs / "objects", commit, "/".join(parts))
        return in_utc(datetime.fromisoformat(said))
    except (OSError, ValueError, OverflowError, subprocess.SubprocessError):
        return ""


def _log(ours: Path, objects: Path, commit: str, path: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    places = {"GIT_DIR": str(ours), "GIT_OBJECT_DIRECTORY": str(objects.resolve()), "HOME": str(ours)}
    done = subprocess.run(
        ["git", "log", "-1", "--format=%cI", commit, "--", path],
        env={**environment, **_QUIET, **places},
        cwd=ours,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_SECONDS,
        check=True,
    )
    return done.stdout.decode("ascii").strip()


def _make_empty(ours: Path, commit: str, shallow: list[str]) -> None:
    """Write a repository without objects; `shallow` are the commits at which a clone without all of its history ends."""
    is_long = len(commit) == 64
    (ours / "refs").mkdir()
    (ours / "HEAD").write_text("ref: refs/heads/none\n")
    (ours / "config").write_text(_CONFIG.format(version=int(is_long)) + (_LONG if is_long else ""))
    if shallow:
        (ours / "shallow").write_text("".join(f"{one}\n" for one in shallow))


def _head(theirs: Path) -> str:
    """Return the commit that is checked out, "" where that cannot be told."""
    head = _text(theirs / "HEAD").strip()
    if (branch := _BRANCH.fullmatch(head)) and ".." not in head:
        steps = branch[1].split("/")
        is_loose = all(_is_folder(theirs.joinpath(*steps[:depth])) for depth in range(1, len(steps)))
        head = _text(theirs / branch[1]).strip() if is_loose else ""
        head = head or _packed(theirs, branch[1])
    return head if _COMMIT.fullmatch(head) else ""


def _packed(theirs: Path, branch: str) -> str:
    lines = (line.split(" ") for line in _text(theirs / "packed-refs", _PACKED_LIMIT).splitlines())
    return next((words[0] for words in lines if words[1:] == [branch]), "")


def _text(path: Path, limit: int = _NAME_LIMIT) -> str:
    """Return what a plain file holds, at most `limit` bytes of it; "" for anything else."""
    try:
        with os.fdopen(os.open(path, FLAGS), "rb") as file:
            return file.read(limit).decode("utf-8", "replace") if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else ""
    except OSError:
        return ""


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
