"""When a student's file was committed last, where their folder is a clone. No setting of the student's is ever read by
git.

A `.git/config` can name programs for git to run. So git works in an empty repository of our own, which borrows the
student's objects, from a commit that is found here by reading their files. The time is the one that the committer's
clock showed.

What git reads is not to be trusted either: a few kilobytes can be an object of gigabytes, a pipe, or a way to objects of
somebody else's. So it has little memory, all repositories of a student share one short clock, and objects that are not
all plain files of theirs are not read.
"""

import os
import re
import stat
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

from autograder.teaching.submissions.sources import FLAGS
from autograder.teaching.submissions.times import in_utc

# Of a student, whatever they have; an honest answer takes some thousandths.
_SECONDS = 2.0
# From 6,700 on git packs loose objects by itself.
_MOST_OBJECTS, _MOST_BYTES = 10_000, 100 << 20
# In KiB; what is mapped into it are the packs. A Mac has no such limit.
_RUN = 'ulimit -v 524288 2>/dev/null; ulimit -t 2; exec git "$@"'
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


class Commits:
    """When the files of one student were committed last. What was found out is remembered."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._seconds = folder, _SECONDS
        self._at: dict[tuple[str, ...], str] = {}
        self._objects: dict[Path, bool] = {}

    def at(self, parts: tuple[str, ...]) -> str:
        """Return when the file at `parts` was, in UTC; "" where it never was, where nobody knows, or there is no git."""
        if parts not in self._at:
            clones = ((self._folder.joinpath(*parts[:depth]), parts[depth:]) for depth in reversed(range(len(parts))))
            self._at[parts] = next((at for clone, path in clones if (at := self._within_time(clone, path))), "")
        return self._at[parts]

    def _within_time(self, clone: Path, path: tuple[str, ...]) -> str:
        begun = time.monotonic()
        try:
            return self._committed(clone, path) if self._seconds > 0 else ""
        except (OSError, ValueError, OverflowError, subprocess.SubprocessError):
            return ""
        finally:
            self._seconds -= time.monotonic() - begun

    def _committed(self, clone: Path, path: tuple[str, ...]) -> str:
        theirs = clone / ".git"
        objects = theirs / "objects"
        if not (_is_folder(theirs) and (commit := _head(theirs))):
            return ""
        if objects not in self._objects:
            self._objects[objects] = _is_folder(objects) and _are_plain(objects)
        if not self._objects[objects]:
            return ""
        with tempfile.TemporaryDirectory() as ours:
            _make_empty(Path(ours), commit, _COMMIT.findall(_text(theirs / "shallow", _PACKED_LIMIT)))
            said = _log(Path(ours), objects, commit, "/".join(path), self._seconds)
        return in_utc(datetime.fromisoformat(said))


def _are_plain(objects: Path) -> bool:
    """Tell whether they are plain files, not too many, and none is borrowed from another repository. Raises `OSError`."""
    waiting, count, size = [str(objects)], 0, 0
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                count, size = count + 1, size + status.st_size
                if stat.S_ISDIR(status.st_mode):
                    waiting.append(entry.path)
                elif not stat.S_ISREG(status.st_mode):
                    return False
                if count > _MOST_OBJECTS or size > _MOST_BYTES:
                    return False
    return not (objects / "info" / "alternates").exists()


def _log(ours: Path, objects: Path, commit: str, path: str, seconds: float) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    places = {"GIT_DIR": str(ours), "GIT_OBJECT_DIRECTORY": str(objects.resolve()), "HOME": str(ours)}
    done = subprocess.run(
        ["/bin/sh", "-c", _RUN, "git", "log", "-1", "--format=%cI", commit, "--", path],
        env={**environment, **_QUIET, **places},
        cwd=ours,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
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
