"""When something was handed in: what nbgrader writes down, and what git knows without a student's own settings."""

import os
import shutil
import subprocess
import sys
import time
import zlib

import pytest

from autograder.teaching.submissions import git
from autograder.teaching.submissions.collect import collect
from autograder.teaching.submissions.folder import Folder
from autograder.teaching.submissions.git import Commits
from autograder.teaching.submissions.times import timestamp
from tests.places import ROOT
from tests.teaching.classes import LAB, SOURCE, lay_out, pack


def committed(folder, parts):
    return Commits(folder).at(parts)


class TestTimestamp:
    @pytest.mark.parametrize(
        ("text", "at"),
        [
            ("2026-11-26 12:00:00.123456 UTC\n", "2026-11-26T12:00:00+00:00"),
            ("2026-11-26 12:00:00 America/Los_Angeles", "2026-11-26T20:00:00+00:00"),
            ("2017-01-30 15:30:10 UCT", "2017-01-30T15:30:10+00:00"),
            ("2026-11-26 12:00:00 +0100", "2026-11-26T11:00:00+00:00"),
            ("2026-11-26T12:00:00+01:00", "2026-11-26T11:00:00+00:00"),
            ("Thu, 26 Nov 2026 12:00:00 GMT", "2026-11-26T12:00:00+00:00"),
            ("2016-01-30-15-30-10", "2016-01-30T15:30:10+00:00"),
            ("2026-11-26", "2026-11-26T00:00:00+00:00"),
        ],
    )
    def test_what_nbgrader_reads_is_read(self, text, at):
        assert timestamp(text) == at

    @pytest.mark.parametrize(
        "text",
        [
            *("", "soon", "12:00", "9" * 5000, "2026-11-26 12:00:00 /dev/zero", "2026-11-26 12:00:00 ../../etc/passwd"),
            *(
                "9999-12-31 23:59:59 UTC",
                "2026-11-26 12:00:00 CEST",
                "2026-11-26 12:00:00 America",
                "0001-01-01 00:00:00 +1200",
                "\0\x1b",
            ),
        ],
    )
    def test_what_is_no_moment_is_none(self, text):
        assert timestamp(text) == ""

    @pytest.mark.parametrize("packed", [False, True])
    def test_it_lies_beside_the_file(self, tmp_path, packed):
        files = {
            f"ada/ps1/{LAB}.py": SOURCE,
            "ada/ps1/timestamp.txt": b"2026-11-26 12:00:00 UTC",
            f"bob/{LAB}.py": SOURCE,
            "bob/timestamp.txt": b"2026-11-27 12:00:00 UTC",
            f"cem/ps1/{LAB}.py": SOURCE,
            "cem/timestamp.txt": b"2026-11-28 12:00:00 UTC",
        }
        path = pack(tmp_path / "class.zip", files) if packed else lay_out(tmp_path, files)

        at = {task.student: task.handed_in for task in collect(path).tasks()}

        assert at == {"ada": "2026-11-26T12:00:00+00:00", "bob": "2026-11-27T12:00:00+00:00", "cem": ""}


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git")
class TestGit:
    PATH = ("work", f"{LAB}.py")

    def git(self, folder, *words, date="2026-11-26T12:00:00+01:00"):
        mine = {**os.environ, "GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date, "GIT_CONFIG_GLOBAL": os.devnull}
        who = ("-c", "user.name=ada", "-c", "user.email=ada@example.edu", "-c", "init.defaultBranch=main")
        done = subprocess.run(["git", *who, *words], cwd=folder, env=mine, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    @pytest.fixture
    def clone(self, tmp_path):
        """A student's folder: a repository with the lab, and with something else committed after it."""
        folder = lay_out(tmp_path / "class" / "ada", {"/".join(self.PATH): SOURCE, "other.txt": b""})
        self.git(folder, "init", "-q")
        for number, path in enumerate((self.PATH[0], "other.txt"), start=6):
            self.git(folder, "add", path)
            self.git(folder, "commit", "-qm", path, date=f"2026-11-2{number}T12:00:00+01:00")
        return folder

    def test_a_file_came_when_it_was_committed_last(self, clone):
        assert committed(clone, self.PATH) == "2026-11-26T11:00:00+00:00"
        assert committed(clone, ("other.txt",)) == "2026-11-27T11:00:00+00:00"
        assert committed(clone, ("never.py",)) == ""
        assert [task.handed_in for task in collect(clone.parent).tasks()] == ["2026-11-26T11:00:00+00:00"]

    def test_a_clone_for_each_assignment(self, clone):
        shutil.move(clone, clone.parent / "bob" / "ps1")
        shutil.move(clone.parent / "bob" / "ps1" / self.PATH[0] / self.PATH[1], clone.parent / "bob" / "ps1")
        self.git(clone.parent / "bob" / "ps1", "add", ".")
        self.git(clone.parent / "bob" / "ps1", "commit", "-qm", "moved", date="2026-11-28T12:00:00+01:00")

        assert [task.handed_in for task in collect(clone.parent).tasks()] == ["2026-11-28T11:00:00+00:00"]

    def test_branches_in_one_file_and_none_at_all(self, clone):
        self.git(clone, "pack-refs", "--all")
        assert committed(clone, self.PATH)
        self.git(clone, "checkout", "-q", "--detach")
        assert committed(clone, self.PATH) == "2026-11-26T11:00:00+00:00"

    def test_a_clone_without_its_history(self, clone, tmp_path):
        self.git(tmp_path, "clone", "-q", "--depth=1", f"file://{clone}", "shallow")

        assert committed(tmp_path / "shallow", self.PATH) == "2026-11-27T11:00:00+00:00"

    def test_digests_of_64_digits(self, clone, tmp_path):
        folder = lay_out(tmp_path / "long", {f"{LAB}.py": SOURCE})
        self.git(folder, "init", "-q", "--object-format=sha256")
        self.git(folder, "add", ".")
        self.git(folder, "commit", "-qm", "all")

        assert committed(folder, (f"{LAB}.py",)) == "2026-11-26T11:00:00+00:00"

    def test_no_setting_of_the_students_is_read(self, clone, tmp_path):
        proof = tmp_path / "proof"
        settings = (f"core.fsmonitor=touch {proof}", f"core.pager=touch {proof}", f"core.sshCommand=touch {proof}")
        for setting in settings:
            self.git(clone, "config", *setting.split("=", 1))
        lay_out(clone, {".gitattributes": b"* filter=x diff=x\n", ".git/hooks/post-checkout": b"#!/bin/sh\nexit 1\n"})
        self.git(clone, "config", "include.path", "/dev/zero")
        (clone / ".git" / "config").write_text("this is no configuration of git's\n")

        assert committed(clone, self.PATH) == "2026-11-26T11:00:00+00:00"
        assert not proof.exists()

    @pytest.mark.parametrize(
        ("path", "become"),
        [
            ("HEAD", "ref: refs/heads/../../../../etc/passwd"),
            ("HEAD", "ref: ../config"),
            ("HEAD", "--output=/tmp/owned"),
            ("HEAD", "\0" * 10_000),
            ("refs/heads/main", "0" * 40),
            ("refs/heads/main", "--all"),
            ("objects", "link"),
            ("refs/heads", "link"),
            (".", "link"),
            (".", "gitdir: /somewhere/else\n"),
            ("HEAD", "pipe"),
        ],
    )
    def test_what_is_odd_is_no_time(self, clone, tmp_path, path, become):
        theirs = clone / ".git" / path
        if theirs.is_dir():
            shutil.move(theirs, tmp_path / "moved")
        else:
            theirs.unlink()
        if become == "link":
            (clone / ".git" if path == "." else theirs).symlink_to(tmp_path / "moved")
        elif become == "pipe":
            os.mkfifo(theirs)
        else:
            (clone / ".git" if path == "." else theirs).write_text(become)

        assert committed(clone, self.PATH) == ""

    @pytest.mark.parametrize("become", ["pipe", "endless", "another's"])
    def test_nothing_is_borrowed_from_elsewhere(self, clone, tmp_path, become):
        other = shutil.copytree(clone, tmp_path / "other")
        alternates = clone / ".git" / "objects" / "info" / "alternates"
        if become == "pipe":
            os.mkfifo(alternates)
        elif become == "endless":
            alternates.symlink_to("/dev/zero")
        else:
            alternates.write_text(f"{other / '.git' / 'objects'}\n")

        began = time.monotonic()
        assert committed(clone, self.PATH) == ""
        assert time.monotonic() - began < 1

    def test_an_object_of_gigabytes_takes_no_memory(self, clone):
        packed = zlib.compressobj()
        path = clone / ".git" / "objects" / "ab" / ("0" * 38)
        path.parent.mkdir(exist_ok=True)
        blocks = (packed.compress(bytes(1 << 20)) for _ in range(1 << 10))
        path.write_bytes(packed.compress(b"commit %d\0" % (1 << 30)) + b"".join(blocks) + packed.flush())
        (clone / ".git" / "HEAD").write_text("ab" + "0" * 38)

        # In a small process: what a child is said to have had in memory begins with what its parent has.
        code = f"""
import resource
from pathlib import Path
from tests.teaching.test_times import committed
said = committed(Path({str(clone)!r}), {self.PATH!r})
print([said, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 600 << 10])  # in KiB
"""
        run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert (run.stdout, run.stderr) == ("['', True]\n", "")

    def test_git_is_asked_once_and_all_questions_share_a_clock(self, clone, monkeypatch):
        asked = []
        slow = shutil.copytree(clone, clone.parent / "bob")
        folder = Folder(clone.parent)

        def log(*about):
            asked.append(about)
            time.sleep(0.2)
            return "2026-11-26T12:00Z"

        monkeypatch.setattr(git, "_log", log)
        monkeypatch.setattr(git, "_SECONDS", 0.1)

        assert [folder.committed(clone.name, self.PATH) for _ in range(2)] == ["2026-11-26T12:00:00+00:00"] * 2
        assert folder.committed(clone.name, ("other.txt",)) == ""
        assert folder.committed(slow.name, self.PATH)
        assert len(asked) == 2

    def test_without_git_nobody_knows(self, clone, monkeypatch):
        monkeypatch.setenv("PATH", "/nowhere")

        assert committed(clone, self.PATH) == ""

    def test_the_time_of_a_file_itself_never_counts(self, tmp_path):
        lay_out(tmp_path, {f"ada/{LAB}.py": SOURCE})

        assert [task.handed_in for task in collect(tmp_path).tasks()] == [""]
