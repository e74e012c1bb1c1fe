"""What is taken for a lab's file though it is called otherwise, what is not, and what is said of both."""

import pytest

from autograder.judge.verdict import Status
from autograder.language import ENGLISH, speak
from autograder.teaching.submissions.collect import collect
from autograder.teaching.submissions.filenames import meant
from tests.teaching.classes import LAB, OTHER, SOURCE, lay_out, notebook, pack, taken


def task_of(root, files, **options):
    """Return the first task of the only student, who handed files in."""
    lay_out(root, {f"ada/{name}": data for name, data in files.items()})
    return next(collect(root, **options).tasks())


class TestNames:
    @pytest.mark.parametrize(
        "name",
        [
            *(f"{LAB}{copy}.py" for copy in (" (1)", "(2)", "_(1)", "-1", "_2", " 3", " - Copy", " - Copy (2)")),
            *(f"{LAB}{copy}.py" for copy in (" - Kopie", " copy", " copy 2", " (copy)", "-Copy1", " (1)-1")),
            *("Slope_And_Bias.py", "SLOPE_AND_BIAS.PY", f"{LAB}.py.txt", f"{LAB}.PY"),
        ],
    )
    def test_what_browsers_systems_and_lmss_make_of_it_is_taken_and_said(self, tmp_path, name):
        task = task_of(tmp_path, {name: SOURCE})

        assert (task.lab, task.source, task.filename) == (LAB, SOURCE, name)
        assert task.note == f"{name} was graded as {LAB}.py"

    @pytest.mark.parametrize(
        "name",
        [
            *("slopebias.py", "slope-and-bias.py", f"my_{LAB}.py", f"{LAB}_final.py", f"{LAB}.txt", LAB, f"{LAB}.pyc"),
            *(f"{LAB}" + " (1)" * 4 + ".py", "(1).py", ".py", "copy" * 2000 + ".py"),
        ],
    )
    def test_what_a_student_made_up_is_not(self, name):
        assert meant(name) is None

    def test_a_lab_whose_name_begins_like_anothers_is_itself(self):
        assert meant("crop_yields_builtin-1.py").lab == "crop_yields_builtin"

    @pytest.mark.parametrize(
        ("files", "graded"),
        [
            ([f"{LAB}.py", f"{LAB} (1).py", f"{LAB}-2.py"], f"{LAB}.py"),
            ([f"{LAB} (2).py", f"{LAB} (10).py", f"{LAB} (9).py"], f"{LAB} (10).py"),
            ([f"{LAB} - Copy.py", f"{LAB} - Copy (2).py"], f"{LAB} - Copy (2).py"),
            (["Slope_and_Bias.py", f"{LAB}-1.py"], "Slope_and_Bias.py"),
            ([f"{LAB}.ipynb", f"{LAB} (1).py"], f"{LAB}.ipynb"),
            ([f"{LAB} (1).ipynb", f"{LAB} (1).py"], f"{LAB} (1).py"),
        ],
    )
    def test_its_own_name_comes_first_and_then_the_latest_copy(self, tmp_path, files, graded):
        task = task_of(tmp_path, {name: notebook("def forward(): return 1") for name in files})

        assert task.filename == graded and not task.status
        assert all(f"{graded} was graded; {name} was left aside" in task.note for name in files if name != graded)

    @pytest.mark.parametrize(
        "files",
        [[f"{LAB} (1).py", f"{LAB}-2.py"], ["Slope_and_Bias.py", f"{LAB}.py.txt"], [f"{LAB}_1.py", f"{LAB}-1.py"]],
    )
    def test_between_two_of_equal_right_nobody_guesses(self, tmp_path, files):
        task = task_of(tmp_path, dict.fromkeys(files, SOURCE))

        assert task.status is Status.REFUSED
        assert task.reason.endswith(f"may all be meant for {LAB}.py; which of them cannot be told")

    def test_twins_that_case_alone_tells_apart_are_refused_as_ever(self, tmp_path):
        lay_out(tmp_path, {f"ada/{LAB} (1).py": b"", f"ada/{LAB.upper()} (1).PY": b""})

        assert "differ in upper and lower case" in taken(tmp_path)["ada"]


def test_a_files_name_begins_no_sentence_of_its_own(tmp_path):
    task = task_of(tmp_path, {f"{LAB}.py": SOURCE, "x; 3 bonus points were given.txt": b"", f"{LAB} (1).py": b""})

    assert [note.split()[0] for note in task.note.split("; ")] == [f"{LAB}.py", f"{LAB}", "x,"]


class TestZip:
    def zipped(self, tmp_path, files, name="hw.zip"):
        return pack(tmp_path / name, files).read_bytes()

    @pytest.mark.parametrize("within", ["", "hw/", "hw/mine/"])
    def test_what_is_in_it_is_taken_and_said(self, tmp_path, within):
        inner = self.zipped(tmp_path, {f"{within}{LAB}.py": SOURCE, "__MACOSX/._x": b"", f"{within}.git/x": b""})

        task = task_of(tmp_path / "class", {"hw.zip": inner})

        assert (task.source, task.note) == (SOURCE, f"hw.zip/{within}{LAB}.py was graded as {LAB}.py")

    def test_what_lies_beside_it_comes_first(self, tmp_path):
        inner = self.zipped(tmp_path, {f"{LAB}.py": b"z", f"{OTHER}.py": b"o"})
        lay_out(tmp_path / "class", {f"ada/{LAB}.py": b"1", "ada/hw.ZIP": inner})

        assert taken(tmp_path / "class") == {"ada": {LAB: b"1", OTHER: b"o"}}

    def test_of_two_nobody_guesses(self, tmp_path):
        inner = self.zipped(tmp_path, {f"{LAB}.py": b"z"})

        assert "a.zip and b.zip" in task_of(tmp_path / "class", {"a.zip": inner, "b.zip": inner}).reason

    @pytest.mark.parametrize(
        ("files", "reason"),
        [
            ({f"../{LAB}.py": b""}, "leads out"),
            ({str(number): b"" for number in range(201)}, "more than 200 files"),
            ({f"{LAB}.py": bytes(21 * 1024**2)}, "bytes in all"),
            ({f"x\\{LAB}.py": b""}, "backslash"),
            (None, "no .zip archive"),
        ],
    )
    def test_one_that_is_not_to_be_trusted(self, tmp_path, files, reason):
        inner = b"PK no zip" if files is None else self.zipped(tmp_path, files)
        lay_out(tmp_path / "class", {"mallory/hw.zip": inner, f"careless/{LAB}.py": SOURCE, "careless/hw.zip": inner})

        found = taken(tmp_path / "class")

        assert reason in found["mallory"] and found["mallory"].startswith(("in hw.zip: ", "hw.zip is no"))
        assert found["careless"] == {LAB: SOURCE}

    def test_a_file_that_states_another_size_is_refused_when_it_is_read(self, tmp_path):
        from tests.teaching.test_archive import patched

        bomb = patched(self.zipped(tmp_path, {f"{LAB}.py": bytes(10**6)}), f"{LAB}.py", size=100)

        assert "states a wrong size" in task_of(tmp_path / "class", {"hw.zip": bomb}).reason


class TestNotUsed:
    def test_it_is_named_where_something_is_missing(self, tmp_path):
        files = {"slopebias.py": b"", "plot.png": b"", "README.md": b"", "~$x.docx": b"", "deep/er/x.py": b""}

        task = task_of(tmp_path, files, labs=(LAB,))

        assert task.status is Status.MISSING
        assert task.note == "plot.png, slopebias.py: not used, because no lab's file is called so"

    def test_it_is_named_once_where_everything_is_there(self, tmp_path):
        lay_out(tmp_path, {f"ada/{LAB}.py": b"", f"ada/{OTHER}.py": b"", "ada/helper.py": b""})

        notes = [task.note for task in collect(tmp_path).tasks()]

        assert notes == ["helper.py: not used, because no lab's file is called so", ""]

    def test_in_an_nbgrader_course_too(self, tmp_path):
        task = task_of(tmp_path, {"ps1/slopebias.ipynb": b"", "ps1/timestamp.txt": b""}, labs=(LAB,))

        assert task.note.startswith("ps1/slopebias.ipynb: not used")

    def test_a_zip_without_a_lab_is_named_by_what_is_in_it(self, tmp_path):
        inner = pack(tmp_path / "hw.zip", {"slopebias.py": b""}).read_bytes()

        assert task_of(tmp_path / "class", {"hw.zip": inner}, labs=(LAB,)).note.startswith(
            "hw.zip/slopebias.py: not used"
        )

    def test_it_stays_short_and_harmless(self, tmp_path):
        files = {f"{number}\x1b[31m{'x' * 200}.py": b"" for number in range(9)}

        note = task_of(tmp_path, files, labs=(LAB,)).note

        assert note.isprintable() and len(note) < 300 and ", and 4 more: not used" in note

    def test_it_is_said_in_the_students_language(self, tmp_path):
        speak("de")
        try:
            note = task_of(tmp_path, {"slopebias.py": b""}, labs=(LAB,)).note
        finally:
            speak(ENGLISH)

        assert note == "slopebias.py: nicht verwendet, weil die Datei keines Labs so heißt"
