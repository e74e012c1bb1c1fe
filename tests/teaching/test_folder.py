"""A class in a folder: who is a student, what is theirs, and what is never opened."""

import os
from types import SimpleNamespace

import pytest

from autograder.errors import ClassUnreadable, Refused
from autograder.teaching.limits import FileLimits
from autograder.teaching.submissions.collect import collect
from tests.teaching.classes import LAB, OTHER, SOURCE, lay_out, notebook, taken

HONEST = {f"honest/{LAB}.py": SOURCE}
COURSE = {
    f"alice/ps1/{LAB}.ipynb": notebook("def forward(): return 1"),
    "alice/ps1/timestamp.txt": b"2026-01-01",
    f"alice/ps2/{OTHER}.py": b"u",
    f"bob/{LAB}/{LAB}.py": b"b",
}
COURSE_TAKEN = {"alice": {LAB: b"def forward(): return 1\n", OTHER: b"u"}, "bob": {LAB: b"b"}}


def test_students_are_folders_and_come_in_order(tmp_path):
    lay_out(
        tmp_path, {f"bob/{LAB}.py": b"b", f"alice/{LAB}.py": b"a", f"alice/{OTHER}.py": b"u", "alice/plot.png": b"p"}
    )

    submissions = collect(tmp_path)

    assert len(submissions) == 2
    assert [submission.student for submission in submissions] == ["alice", "bob"]
    assert taken(tmp_path) == {"alice": {LAB: b"a", OTHER: b"u"}, "bob": {LAB: b"b"}}
    assert list(submissions) == list(submissions), "a second walk finds the same"
    assert [task.filename for submission in submissions for task in submission.tasks][:2] == [
        f"{LAB}.py",
        f"{OTHER}.py",
    ]


def test_only_the_labs_asked_for_are_read(tmp_path):
    lay_out(tmp_path, {f"alice/{LAB}.py": b"a", f"alice/{OTHER}.py": b"u", "bob/notes.txt": b""})

    assert taken(tmp_path, labs=(OTHER,)) == {"alice": {OTHER: b"u"}, "bob": {}}


def test_other_entries_are_named_and_hidden_ones_are_not(tmp_path):
    litter = {".DS_Store": b"", ".git/x": b"", "__MACOSX/alice/x": b"", "alice/.DS_Store": b""}
    lay_out(tmp_path, {**HONEST, **litter, "grades\x1b[2J.csv": b"", "README.md": b""})

    assert collect(tmp_path).left_out == ("README.md", "grades_[2J.csv")
    assert sorted(taken(tmp_path)) == ["alice", "honest"]


def test_a_py_comes_before_a_notebook_and_the_row_says_so(tmp_path):
    lay_out(tmp_path, {f"alice/{LAB}.py": SOURCE, f"alice/{LAB}.ipynb": b"anything"})

    (task,) = next(iter(collect(tmp_path))).tasks

    assert (task.source, task.filename, task.reason) == (SOURCE, f"{LAB}.py", "")
    assert task.note == f"{LAB}.py was graded; {LAB}.ipynb was left aside"


class TestNbgrader:
    def test_submitted_itself(self, tmp_path):
        assert taken(lay_out(tmp_path / "submitted", COURSE)) == COURSE_TAKEN

    def test_the_course_around_it(self, tmp_path):
        lay_out(tmp_path / "submitted", COURSE)
        lay_out(tmp_path, {"gradebook.db": b"", f"source/ps1/{LAB}.ipynb": b"", f"release/ps1/{LAB}.ipynb": b""})

        assert taken(tmp_path) == COURSE_TAKEN

    def test_a_student_called_submitted_hides_nobody(self, tmp_path):
        lay_out(tmp_path, {**HONEST, f"submitted/mallory/ps1/{LAB}.py": b""})

        assert taken(tmp_path)["honest"] == {LAB: SOURCE}

    def test_a_lab_in_two_assignments_is_refused_alone(self, tmp_path):
        lay_out(tmp_path, {f"a/ps1/{LAB}.py": b"1", f"a/ps2/{LAB}.py": b"2", f"a/ps2/{OTHER}.py": b"u"})

        found = taken(tmp_path)["a"]

        assert "ps1 and ps2" in found[LAB]
        assert found[OTHER] == b"u"


class TestHostile:
    def refused(self, root):
        found = taken(lay_out(root, HONEST))
        assert found.pop("honest") == {LAB: SOURCE}
        ((student, reason),) = found.items()
        assert isinstance(reason, str) and "\n" not in reason
        return student, reason

    def test_a_link_to_a_file(self, tmp_path):
        (tmp_path / "mallory").mkdir()
        (tmp_path / "mallory" / f"{LAB}.py").symlink_to("/etc/passwd")

        assert self.refused(tmp_path) == ("mallory", f"{LAB}.py is a link, and links are not followed")

    def test_a_link_to_a_sibling(self, tmp_path):
        (tmp_path / "mallory").symlink_to("honest")

        assert "link" in self.refused(tmp_path)[1]

    def test_a_link_in_a_loop(self, tmp_path):
        (tmp_path / "mallory").mkdir()
        (tmp_path / "mallory" / "deeper").symlink_to("..")

        assert "deeper is a link" in self.refused(tmp_path)[1]

    def test_a_pipe_that_nobody_writes_to(self, tmp_path):
        (tmp_path / "mallory").mkdir()
        os.mkfifo(tmp_path / "mallory" / f"{LAB}.py")

        assert "neither a file nor a folder" in self.refused(tmp_path)[1]

    def test_a_file_that_became_a_link_or_a_pipe_after_it_was_listed(self, tmp_path):
        from autograder.teaching.submissions.folder import Folder

        folder = lay_out(tmp_path, HONEST)
        (file,) = Folder(folder).files("honest", FileLimits())
        path = folder / "honest" / "/".join(file.parts)
        for become in (lambda: os.symlink("/etc/passwd", path), lambda: os.mkfifo(path)):
            os.unlink(path)
            become()
            with pytest.raises(Refused):
                file.read(10)

    def test_deep_folders(self, tmp_path):
        lay_out(tmp_path, {"mallory/" + "d/" * 40 + "x": b""})

        assert "folders deep" in self.refused(tmp_path)[1]

    def test_too_many_files(self, tmp_path):
        lay_out(tmp_path, {f"mallory/{number}/{index}.txt": b"" for number in range(3) for index in range(67)})

        assert self.refused(tmp_path)[1] == "more than 200 files"

    def test_too_many_files_in_one_folder(self, tmp_path):
        lay_out(tmp_path, {f"mallory/{number}.txt": b"" for number in range(201)})

        assert self.refused(tmp_path)[1] == "more than 200 files"

    def test_too_many_folders(self, tmp_path):
        for number in range(201):
            (tmp_path / "mallory" / f"{number % 3}" / str(number)).mkdir(parents=True)

        assert self.refused(tmp_path)[1] == "200 folders or more"

    def test_a_huge_file_that_takes_no_room_on_disk(self, tmp_path):
        (tmp_path / "mallory").mkdir()
        with (tmp_path / "mallory" / "data.bin").open("wb") as file:
            file.truncate(10**12)

        assert "bytes in all" in self.refused(tmp_path)[1]

    @pytest.mark.parametrize(
        ("name", "spelling"),
        [
            ("a\x1b[31m", "a_[31m"),
            ("a\nb", "a_b"),
            ("a\u202eb", "a_b"),
            ("a\\..\\b", "a_.._b"),
            (os.fsdecode(b"caf\xe9"), "caf_"),
            ("C:x", "C_x"),
            ("n" * 101, "n" * 99 + "…"),
        ],
    )
    def test_names_get_a_harmless_spelling(self, tmp_path, name, spelling):
        lay_out(tmp_path, {f"{name}/{LAB}.py": SOURCE})

        student, reason = self.refused(tmp_path)

        assert student == spelling
        assert "rename" in reason

    def test_names_that_only_a_machine_tells_apart(self, tmp_path):
        lay_out(tmp_path, {**HONEST, f"Zo\u00eb/{LAB}.py": b"", f"zoe\u0308/{LAB}.py": b""})

        found = taken(tmp_path)

        assert found.pop("honest") == {LAB: SOURCE}
        assert len(found) == 2
        assert all("another folder's name" in reason for reason in found.values())

    @pytest.mark.parametrize("odd", ["honest ", " honest", "honest\u00a0", "hon\u200dest", "honest\n"])
    def test_a_name_that_is_almost_an_honest_students(self, tmp_path, odd):
        lay_out(tmp_path, {f"{odd}/{LAB}.py": b"theirs"})

        student, reason = self.refused(tmp_path)

        assert student == ("honest_" if "\n" in odd else f"{odd.strip()} (2)")
        assert "rename" in reason

    def test_a_file_that_reads_like_the_labs(self, tmp_path):
        lay_out(tmp_path, {f"mallory/{LAB}.py": b"", f"mallory/{LAB.upper()}.py": b""})

        assert "differ in upper and lower case" in self.refused(tmp_path)[1]


class TestHardLinks:
    """A second name of a file: of an instructor's copy of the class, or of a file that the student did not write."""

    def test_a_class_that_was_copied_by_links_is_taken(self, tmp_path):
        lay_out(tmp_path / "there", {**HONEST, f"alice/{LAB}.py": b"a"})
        for student in ("honest", "alice"):
            (tmp_path / "class" / student).mkdir(parents=True)
            os.link(tmp_path / "there" / student / f"{LAB}.py", tmp_path / "class" / student / f"{LAB}.py")

        assert taken(tmp_path / "class") == {"honest": {LAB: SOURCE}, "alice": {LAB: b"a"}}

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
    def test_a_link_in_a_students_own_folder_to_a_file_of_somebody_elses(self, tmp_path):
        own = lay_out(tmp_path / "class", {**HONEST, f"mallory/{OTHER}.py": b"m", f"mallory/kept/{OTHER}.py": b"m"})
        os.link(lay_out(tmp_path, {"solution.py": b"s"}) / "solution.py", own / "mallory" / f"{LAB}.py")
        os.link(own / "mallory" / f"{OTHER}.py", tmp_path / "a copy of their own.py")
        for path in (own / "mallory", own / "mallory" / f"{OTHER}.py"):
            os.chown(path, 1234, 1234)

        found = taken(tmp_path / "class")

        assert found["honest"] == {LAB: SOURCE}
        assert found["mallory"][OTHER] == b"m", "their own file may have two names"
        assert "hard link" in found["mallory"][LAB] and "put a copy in its place" in found["mallory"][LAB]

    @pytest.mark.parametrize(
        ("file", "folder", "mode", "may"),
        [
            (1234, 1234, 0o755, True),
            (5678, 1234, 0o755, False),
            (0, 1234, 0o755, False),
            (1234, 0, 0o755, True),
            (1234, 0, 0o775, False),
            (1234, 0, 0o1777, False),
        ],
    )
    def test_whose_links_are_honest(self, tmp_path, file, folder, mode, may):
        from autograder.teaching.submissions.folder import _may_be_linked

        told = [SimpleNamespace(st_uid=owner, st_mode=mode) for owner in (file, folder)]

        assert _may_be_linked(*told) is may


def test_a_long_file_is_refused_without_the_others(tmp_path):
    lay_out(tmp_path, {f"alice/{LAB}.py": b"#" * (256 * 1024 + 1), f"alice/{OTHER}.py": b"#" * (256 * 1024)})

    found = taken(tmp_path)["alice"]

    assert found[LAB] == f"{LAB}.py has 262145 bytes, more than the 262144 that are read"
    assert len(found[OTHER]) == 256 * 1024


def test_a_class_that_is_too_large_says_so_in_every_row(tmp_path):
    lay_out(tmp_path, {f"{student}/{LAB}.py": SOURCE for student in "abc"})

    found = taken(tmp_path, limits=FileLimits(class_files=2))

    assert found["b"] == {LAB: SOURCE}
    assert "grade the class in parts" in found["c"]
    assert "grade the class in parts" in taken(tmp_path, limits=FileLimits(class_bytes=2 * len(SOURCE)))["c"]


def test_who_is_refused_uses_up_nothing_of_what_the_class_may_hold(tmp_path):
    lay_out(tmp_path, {**{f"a/{number}": b"" for number in range(30)}, **HONEST})

    assert taken(tmp_path, limits=FileLimits(student_files=10, class_files=10))["honest"] == {LAB: SOURCE}


@pytest.mark.parametrize("name", ["nowhere", "a file", "empty", "pipe"])
def test_what_is_no_class_gets_one_line(tmp_path, name):
    (tmp_path / "a file").write_bytes(b"x" * 100)
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(ClassUnreadable, match="name ") as problem:
        collect(tmp_path / name)

    assert "\n" not in str(problem.value)
