"""What learning management systems hand out: whose it is, when it came, and what it has to be called to go back."""

from zoneinfo import ZoneInfo

import pytest

from autograder.cli import main
from autograder.errors import ClassUnreadable
from autograder.judge.verdict import Status
from autograder.teaching.grades.roster import Person, Roster
from autograder.teaching.ledger.reading import read_rows
from autograder.teaching.submissions.collect import collect
from tests.teaching.classes import LAB, OTHER, lay_out, pack, taken

CANVAS = {
    f"lovelaceada_123_4560_{LAB}.py": b"1",
    f"李雷_126_4564_{LAB}.py": b"4",
    f"hopperg_LATE_124_4561_{LAB}-1.py": b"2",
    "hopperg_LATE_124_4562_Screenshot 2026.png": b"",
    f"anon_aB3x9_4563_{OTHER}.py": b"3",
    "noethere_125_text.html": b"<p>",
}
MOODLE = {
    f"Ada Lovelace_123_assignsubmission_file/{LAB}.py": b"1",
    "Ada Lovelace_123_assignsubmission_onlinetext/onlinetext.html": b"",
    f"Grace Hopper_124_assignsubmission_file_/mine/{LAB}.py": b"2",
    f"ada lovelace_125_assignsubmission_file_/{LAB}.py": b"3",
    f"Default group_assignsubmission_file/{OTHER}.py": b"4",
}
GRADESCOPE = {
    "submission_metadata.yml": b"""---
submission_700:
  :submitters:
  - :name: Ada Lovelace
    :sid: '3034'
    :email: ada@example.edu
  - :name: 'Grace O''Hopper'
    :email: grace@example.edu
    :sid:
  :created_at: 2026-11-26 04:01:54.446000000 -08:00
  :score: 1.0
  :results:
    tests:
    - output: |
        submission_701:
          :submitters:
          - :name: Mallory
  :history:
  - :id: 699
    :created_at: 2026-11-20 04:01:54.446000000 -08:00
submission_701:
  :submitters:
  - :name: Emmy Noether
    :sid: '3035'
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-26 04:01:54.446000000 Z
""",
    f"submission_700/{LAB}.py": b"1",
    f"submission_701/{LAB}.py": b"2",
    f"submission_702/{LAB}.py": b"3",
}
BLACKBOARD = {
    f"ps 1_ada_l_attempt_2026-11-25-12-01-54_{LAB}.py": b"0",
    "ps 1_ada_l_attempt_2026-11-25-12-01-54.txt": b"Name: Ada Lovelace (ada_l)\nAssignment: ps 1\n",
    f"ps 1_ada_l_attempt_2026-11-26-12-01-54_{LAB}.py": b"1",
    "ps 1_ada_l_attempt_2026-11-26-12-01-54.txt": b"\xef\xbb\xbfName: Ada Lovelace (ada_l)\r\nAssignment: ps 1\r\n",
    f"gradebook_cs_ps 1_grace_attempt_2026-07-26-12-01-54_{LAB}.ipynb": b"no notebook",
    "gradebook_cs_ps 1_grace_attempt_2026-07-26-12-01-54.txt": b"Name: Mallory (mallory)\nDate Submitted: today\n",
}


@pytest.fixture(params=["folder", "folder around it", "archive", "archive with a folder around it"])
def laid_out(request, tmp_path):
    """Return what lays a download out: as a folder, or packed."""

    def lay(files):
        around = "export/" if "around" in request.param else ""
        files = {around + name: data for name, data in files.items()}
        if "archive" in request.param:
            return pack(tmp_path / "download.zip", files)
        return lay_out(tmp_path / "download", files)

    return lay


def tasks_of(path, **options):
    """Return `{(student, attempt is the latest): task}` of a class in which each has handed in one lab at most."""
    found = list(collect(path, **options).tasks())
    assert len(found) == len({task.key for task in found})
    return {(task.student, not task.attempt): task for task in found}


class TestCanvas:
    def test_it_is_taken_apart(self, laid_out):
        found = tasks_of(laid_out(CANVAS))

        ada, grace = found["lovelaceada_123", True], found["hopperg_124", True]
        assert (ada.source, ada.note, ada.marked_late) == (b"1", "", False)
        assert ada.came_as == f"canvas:lovelaceada_123_4560_{LAB}.py"
        assert (grace.source, grace.filename, grace.marked_late) == (b"2", f"{LAB}-1.py", True)
        assert grace.note == (
            f"{LAB}-1.py was graded as {LAB}.py; Screenshot 2026.png: not used, because no lab's file is called so"
        )
        assert found["anon_aB3x9", True].lab == OTHER
        assert ("noethere_125", True) not in found, "what was typed into Canvas is no lab"
        assert {task.handed_in for task in found.values()} == {""}

    def test_of_two_files_the_one_with_the_larger_number_counts(self, laid_out):
        files = {f"lovelaceada_123_90_{LAB} (1).py": b"1", f"lovelaceada_123_800_{LAB}-1.py": b"2"}

        (task,) = collect(laid_out(files)).tasks()

        assert task.source == b"2" and f"{LAB} (1).py was left aside" in task.note

    def test_a_zip_goes_back_as_the_zip(self, laid_out, tmp_path):
        inner = pack(tmp_path / "inner.zip", {f"hw/{LAB}.py": b"1"}).read_bytes()

        (task,) = collect(laid_out({"lovelaceada_LATE_123_90_hw.zip": inner})).tasks()

        assert task.came_as == "canvas:lovelaceada_LATE_123_90_hw.zip" and task.marked_late
        assert task.note == f"hw.zip/hw/{LAB}.py was graded as {LAB}.py"

    @pytest.mark.parametrize("person", ["x_123", "lovelaceada_123", "x_123_70000009_slope"])
    def test_who_is_called_like_another_ones_number_is_nobody_else(self, laid_out, person):
        files = {f"lovelaceada_123_70000001_{LAB}.py": b"1", f"{person}_666_70000077_{LAB}.py": b"evil"}

        found = tasks_of(laid_out(files))

        assert found["lovelaceada_123", True].source == b"1" and len(found) == 2
        assert all(
            task.status is Status.REFUSED or task.source != b"evil"
            for task in found.values()
            if "666" not in task.student
        )

    def test_the_size_of_numbers_tells_whose_a_file_is(self, laid_out):
        files = {
            f"lovelaceada_123_70000001_{LAB}.py": b"1",
            f"hopperg_124_70000002_2026_{LAB}.py": b"",
            f"noethere_125_70000003_hw_1_2_{LAB}.py": b"",
            f"x_126_666_70000004_{LAB}.py": b"",
        }

        assert collect(laid_out(files)).students == ["hopperg_124", "lovelaceada_123", "noethere_125", "x_126_666"]

    def test_where_it_does_not_the_file_is_nobodys_and_named(self, laid_out):
        files = {f"lovelaceada_123_501_{LAB}.py": b"1", f"x_123_666_777_{LAB}.py": b"evil"}

        found = tasks_of(laid_out(files))

        assert found["lovelaceada_123", True].source == b"1"
        doubtful = found[f"x_123_666_777_{LAB}.py", True]
        assert doubtful.status is Status.REFUSED and "in several ways" in doubtful.reason

    def test_a_mac_takes_letters_apart_and_they_are_whole_all_the_same(self, tmp_path):
        (task,) = collect(lay_out(tmp_path, {f"noe\u0308lzoe\u0301_LATE_123_90_{LAB}.py": b"1"})).tasks()

        assert task.source == b"1" and task.student.endswith("_123")


class TestMoodle:
    def test_folders_are_taken_apart(self, laid_out):
        found = tasks_of(laid_out(MOODLE))

        assert {student: task.source for (student, _), task in found.items()} == {
            "Ada Lovelace_123": b"1",
            "ada lovelace_125": b"3",
            "Grace Hopper": b"2",
            "Default group": b"4",
        }
        assert found["Ada Lovelace_123", True].note == "onlinetext.html: not used, because no lab's file is called so"
        assert found["Grace Hopper", True].came_as == f"moodle:Grace Hopper_124_assignsubmission_file_/mine/{LAB}.py"

    def test_files_side_by_side_are_taken_apart(self, laid_out):
        name = f"Ada Lovelace_123_assignsubmission_file_{LAB}.py"

        (task,) = collect(laid_out({name: b"1"})).tasks()

        assert (task.student, task.source, task.came_as) == ("Ada Lovelace", b"1", f"moodle:{name}")


class TestGradescope:
    def test_it_is_taken_apart(self, laid_out):
        found = tasks_of(laid_out(GRADESCOPE))

        assert {student: task.source for (student, _), task in found.items()} == {
            "3034": b"1",
            "grace@example.edu": b"1",
            "3035": b"2",
            "submission_702": b"3",
        }
        assert found["3034", True].handed_in == "2026-11-26T12:01:54+00:00"
        assert found["3035", True].handed_in == "", "what is no date is none"
        assert found["3034", True].came_as == f"gradescope:submission_700/{LAB}.py"

    def test_an_id_that_two_accounts_entered_is_neithers(self, tmp_path):
        entry = "submission_{0}:\n  :submitters:\n  - :name: {1}\n    :sid: '3034'\n    :email: {2}@x\n"
        table = entry.format(1, "Ada Lovelace", "ada") + entry.format(2, "Mal Lory", "mal")
        both = {
            "submission_metadata.yml": table.encode(),
            f"submission_1/{LAB}.py": b"1",
            f"submission_2/{LAB}.py": b"2",
        }
        alone = {"submission_metadata.yml": table.encode(), f"submission_2/{LAB}.py": b"2"}
        roster = Roster([Person("3034", "", "Ada", "Lovelace"), Person("3036", "", "Mal", "Lory")])

        assert taken(lay_out(tmp_path / "both", both)) == {"ada@x": {LAB: b"1"}, "mal@x": {LAB: b"2"}}
        tasks = {task.student: task for task in collect(tmp_path / "both", roster=roster).tasks()}
        assert tasks["3034"].source == b"1" and tasks["mal@x"].source == b"2"
        found = collect(lay_out(tmp_path / "alone", alone), roster=roster)
        assert not found.assigned.people and len(found.assigned.doubtful) == 1

    def test_without_its_table_each_submission_is_a_student(self, laid_out):
        assert taken(laid_out({f"submission_1/{LAB}.py": b"1", f"submission_2/{LAB}.py": b"2"})) == {
            "submission_1": {LAB: b"1"},
            "submission_2": {LAB: b"2"},
        }


class TestBlackboard:
    def test_it_is_taken_apart(self, laid_out):
        found = tasks_of(laid_out(BLACKBOARD), zone=ZoneInfo("Europe/Berlin"))

        ada, before = found["ada_l", True], found["ada_l", False]
        assert (ada.source, ada.handed_in) == (b"1", "2026-11-26T11:01:54+00:00")
        assert ada.note == "2 attempts were handed in, and this is the latest"
        assert ada.came_as == f"blackboard:ps 1_ada_l_attempt_2026-11-26-12-01-54_{LAB}.py"
        assert (before.source, before.handed_in) == (b"0", "2026-11-25T11:01:54+00:00")
        assert before.attempt == before.sha256
        assert found["grace", True].status is Status.REFUSED
        assert found["grace", True].handed_in == "2026-07-26T10:01:54+00:00"

    def test_attempts_are_bounded_in_number_and_together_in_size(self, tmp_path):
        name = "ps1_abe_attempt_2026-11-26-12-00-{:02}_{}"
        files = {name.format(at, f"{LAB}.py"): b"%d" % at for at in range(30)}
        many = lay_out(tmp_path / "many", files)
        large = {name.format(at, "x.bin"): bytes(3 << 20) for at in range(8)} | {
            f"ps1_zoe_attempt_2026-11-26-12-00-00_{LAB}.py": b""
        }

        latest, *earlier = collect(many).tasks()

        assert (
            latest.source == b"29"
            and len(earlier) == 19
            and "30 attempts" in latest.note
            and "latest 20" in latest.note
        )
        assert [task.source for task in collect(many, attempts=1).tasks()] == [b"29"]
        assert taken(lay_out(tmp_path / "large", large))["abe"].startswith("files of more than")


class TestWhatIsNone:
    @pytest.mark.parametrize("packed", [False, True])
    def test_a_class_of_folders_stays_one(self, tmp_path, packed):
        files = {f"lovelaceada_1_2_{LAB}.py/{LAB}.py": b"1", f"ada/{LAB}.py": b"2", f"ada_1_2_{LAB}.py": b"3"}

        found = collect(pack(tmp_path / "class.zip", files) if packed else lay_out(tmp_path / "class", files))

        assert found.students == ["ada", f"lovelaceada_1_2_{LAB}.py"] and found.left_out == (f"ada_1_2_{LAB}.py",)

    def test_no_student_chooses_which_lms_it_was(self, laid_out):
        names = [f"z{at}_lovelaceada_attempt_2026-01-01-00-00-00_{LAB}.py" for at in range(9)]
        mallory = {f"lorymal_666_{600 + at}_{name}": b"evil" for at, name in enumerate(names)}

        found = collect(laid_out({f"lovelaceada_123_501_{LAB}.py": b"1", **mallory}))

        assert found.students == ["lorymal_666", "lovelaceada_123"]
        assert [download.lms for download in found.downloads.values()] == ["Canvas"]

    def test_where_all_names_may_be_two_lmss_nobody_guesses(self, tmp_path):
        name = f"lorymal_666_600_z_ada_attempt_2026-01-01-00-00-00_{LAB}.py"

        with pytest.raises(ClassUnreadable, match="Blackboard or Canvas; put"):
            collect(lay_out(tmp_path, {name: b""}))

    def test_what_lies_beside_a_download_is_named(self, laid_out):
        found = collect(laid_out({**CANVAS, "grades.csv": b"", f"graded/{LAB}.py": b""}))

        assert found.left_out == ("graded", "grades.csv") and len(found) == 5

    @pytest.mark.parametrize("name", ["a\x1b[2J", "a\u202eb", "n" * 90])
    def test_a_strange_name_is_spelled_harmlessly(self, tmp_path, name):
        files = {f"{name}_1_assignsubmission_file_{LAB}.py": b"1", f"Ada_2_assignsubmission_file_{LAB}.py": b"2"}

        students = collect(lay_out(tmp_path, files)).students

        assert len(students) == 2 and all(student.isprintable() for student in students)

    def test_a_link_beside_the_files_is_never_followed(self, tmp_path):
        lay_out(tmp_path, CANVAS)
        (tmp_path / f"mallory_9_9_{LAB}.py").symlink_to("/etc/passwd")

        found = collect(tmp_path)

        assert found.left_out == (f"mallory_9_9_{LAB}.py",) and len(found) == 5

    def test_a_path_that_leads_elsewhere_is_nobodys(self, tmp_path):
        found = collect(pack(tmp_path / "download.zip", {**CANVAS, f"../mallory_9_9_{LAB}.py": b""}))

        assert len(found.left_out) == 1 and len(found) == 5

    def test_a_download_of_nothing(self, tmp_path):
        with pytest.raises(ClassUnreadable, match="name "):
            collect(lay_out(tmp_path, {"grades.csv": b""}))


class TestSeveralDownloads:
    def test_who_is_in_both_is_one_student(self, tmp_path):
        first = lay_out(tmp_path / "1", {f"lovelaceada_123_1_{LAB}.py": b"1", f"hopperg_124_2_{LAB}.py": b"2"})
        second = pack(tmp_path / "2.zip", {f"lovelaceada_LATE_123_3_{OTHER}.py": b"3"})

        assert taken([first, second]) == {"lovelaceada_123": {LAB: b"1", OTHER: b"3"}, "hopperg_124": {LAB: b"2"}}

    def test_the_later_of_two_downloads_of_an_assignment_counts(self, tmp_path):
        first = lay_out(tmp_path / "1", {f"lovelaceada_123_1_{LAB}.py": b"1"})
        second = lay_out(tmp_path / "2", {f"lovelaceada_123_3_{LAB}-1.py": b"3"})

        latest, earlier = collect([second, first]).tasks()

        assert (latest.source, earlier.source, earlier.attempt) == (b"3", b"1", earlier.sha256)

    def test_where_nobody_knows_which_is_later_neither_is_taken(self, tmp_path):
        paths = [lay_out(tmp_path / name, {f"ada/{LAB}.py": name.encode(), f"bob/{LAB}.py": b"b"}) for name in "12"]

        found = taken(paths)

        assert "cannot be told" in found["ada"][LAB] and found["bob"] == {LAB: b"b"}


class TestRoster:
    ROSTER = Roster(
        [
            Person("s1", "al", "Ada", "Lovelace", ids={"canvas": "123"}),
            Person("s2", "gh", "Grace", "Hopper"),
            Person("s3", "en", "Emmy", "Noether"),
        ]
    )

    def test_people_are_called_as_the_roster_calls_them(self, tmp_path):
        canvas = lay_out(tmp_path / "1", {f"lovelaceada_123_1_{LAB}.py": b"1", f"cantorgeorg_9_2_{LAB}.py": b"9"})
        moodle = lay_out(tmp_path / "2", {f"Ada Lovelace_7_assignsubmission_file/{OTHER}.py": b"2"})

        found = collect([canvas, moodle], roster=self.ROSTER)

        assert found.students == ["cantorgeorg_9", "s1", "s2", "s3"]
        assert found.assigned.strangers == ("cantorgeorg_9",)
        assert [(task.student, task.lab, task.status) for task in found.tasks()] == [
            ("cantorgeorg_9", LAB, None),
            ("s1", LAB, None),
            ("s1", OTHER, None),
            *[(student, lab, Status.MISSING) for student in ("s2", "s3") for lab in (LAB, OTHER)],
        ]

    def test_a_mail_address_tells_who_it_is(self, tmp_path):
        path = lay_out(tmp_path, GRADESCOPE)

        people = collect(path, roster=Roster([Person("s9", mail="Ada@example.edu")])).assigned.people

        assert {folder: person.student for folder, person in people.items()} == {"3034": "s9"}

    def test_what_may_be_two_peoples_is_given_to_nobody(self, tmp_path):
        files = {f"s1/{LAB}.py": b"1", f"Ada Lovelace/{LAB}.py": b"2", f"s2/{LAB}.py": b"3"}

        found = collect(lay_out(tmp_path, files), roster=self.ROSTER)

        assert found.students == ["Ada Lovelace", "s1", "s2", "s3"]
        assert found.assigned.doubtful.keys() == {"Ada Lovelace"}
        assert {task.student: task.source for task in found.tasks()}["s1"] == b"1"


def test_the_command_grades_several_downloads_as_one_class(classroom, tmp_path, capsys):
    canvas = pack(tmp_path / "canvas.zip", {f"lovelaceada_LATE_123_1_{LAB} (1).py": b"pass", "hopperg_9_2_x.txt": b""})
    moodle = lay_out(tmp_path / "moodle", {f"Ada Lovelace_7_assignsubmission_file_/{OTHER}.py": b"fail"})
    roster = tmp_path / "roster.csv"
    roster.write_text("student,name,canvas_id\ns1,Ada Lovelace,123\ns2,Emmy Noether,124\n")

    assert main(["grade", str(canvas), str(moodle), "--out", str(classroom.out), "--roster", str(roster)]) == 0

    statuses = {(row.student, row.lab): row.status for row in read_rows(classroom.out)}
    assert statuses == {
        ("s1", LAB): "pass",
        ("s1", OTHER): "fail",
        ("s2", LAB): "missing",
        ("s2", OTHER): "missing",
    }
    told = capsys.readouterr().err
    assert "canvas.zip is read as what Canvas hands out; students in it: 2\n" in told
    assert "moodle is read as what Moodle hands out; students in it: 1\n" in told
    (row, *_) = read_rows(classroom.out)
    assert row.marked_late and row.came_as == f"canvas:lovelaceada_LATE_123_1_{LAB} (1).py"
    assert row.note == f"{LAB} (1).py was graded as {LAB}.py"
