"""`roster.csv`: what a spreadsheet makes of it is read, and a submission is somebody's only where that is sure."""

import pytest

from autograder.errors import CourseFileUnusable
from autograder.teaching.grades.roster import Person, Roster
from autograder.teaching.submissions.clues import Clues

ADA = Person("s1", "adal", "Ada", "Lovelace", "ada@uni.example", "A", {"canvas": "101"})
EMMY = Person("s2", "emmyn", "Emmy", "Nöther", "", "B", {"canvas": "102"})
JUAN = Person("s3", "", "Juan Carlos", "García Márquez")
CLASS = Roster([ADA, EMMY, JUAN])


def read(tmp_path, text):
    path = tmp_path / "roster.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return Roster.read(path)


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "student,login,first_name,last_name,mail,section,canvas_id\ns1,adal,Ada,Lovelace,ada@uni.example,A,101\n",
            "\ufeffStudent ID;Login;First Name;Last Name;E-Mail;Section;Canvas ID\r\n"
            "s1;adal;Ada;Lovelace;ada@uni.example;A;101\r\n;;;;;;\r\n\r\n",
            'name\tSTUDENT_ID\temail\tsection\tlogin\tcanvas_id\n"Lovelace, Ada"\ts1\tada@uni.example\tA\tadal\t101\n',
            "sep=;\r\nstudent;login;first_name;last_name;mail;section;canvas_id;\r\n"
            "s1;adal;Ada;Lovelace;ada@uni.example;A;101\r\n",
            'name,student,mail,section,login,canvas_id,sis_id\n "Ada  Lovelace",s1,ada@uni.example,A,adal,101,\n',
        ],
    )
    def test_what_spreadsheets_write(self, tmp_path, text):
        if ' "' in text:
            text = text.replace(' "Ada  Lovelace"', "Ada  Lovelace")

        assert read(tmp_path, text).people == {"s1": ADA}

    @pytest.mark.parametrize(
        ("text", "line", "said"),
        [
            ("name,mail\nAda,a\n", 1, "student or student_id"),
            ("student,student_id\na,b\n", 1, "two columns"),
            ("student,name\n\ns1,Ada\nS1,Ben\n", 4, "S1 stands in line 3"),
            ("student,name\ns1,Lovelace, Ada\n", 2, "quotation marks"),
            ("sep=,\nstudent,name\ns1,Ada\ns2\n", 4, "2 headings, and cells: 1"),
            ("student,login,name\ns1,Ada\n", 2, "3 headings, and cells: 2"),
            ("student,name\n,Ada\n", 2, "column student"),
            ("student,name\n../s1,Ada\n", 2, "../s1"),
            ('student,name\ns1,Ada\ns2,"Ben\n', 3, "no CSV"),
            ("student,name\ns1,Ada\ns2,Zoë\n".encode("latin-1"), 3, "UTF-8"),
        ],
    )
    def test_a_fault_is_a_line_that_says_where(self, tmp_path, text, line, said):
        with pytest.raises(CourseFileUnusable) as problem:
            read(tmp_path, text)

        assert str(problem.value).startswith(f"{tmp_path / 'roster.csv'}, line {line}: ") and said in str(problem.value)

    def test_columns_that_say_nothing_are_named(self, tmp_path):
        assert read(tmp_path, "student,Tutor,mail\ns1,Bob,\n").unused == ("Tutor",)

    def test_an_empty_file_and_none_are_told(self, tmp_path):
        with pytest.raises(CourseFileUnusable, match="is empty"):
            read(tmp_path, "\n")
        with pytest.raises(CourseFileUnusable, match="No such file"):
            Roster.read(tmp_path / "none.csv")
        with pytest.raises(CourseFileUnusable, match="nobody below"):
            read(tmp_path, "student,name\n")


class TestWhose:
    @pytest.mark.parametrize(
        ("clues", "whose"),
        [
            (Clues("S1"), [ADA]),
            (Clues("adal"), [ADA]),
            (Clues("ada@uni.example"), [ADA]),
            (Clues("101"), [ADA]),
            (Clues("lovelaceada"), [ADA]),
            (Clues("Ada Lovelace"), [ADA]),
            (Clues("Lovelace, ADA"), [ADA]),
            (Clues("x", name="Emmy Nother"), [EMMY]),
            (Clues("garciamarquezjuancarlos"), [JUAN]),
            (Clues("x", ids={"gradescope": "s3"}), [JUAN]),
            (Clues("x", login="emmyn", ids={"canvas": "102"}), [EMMY]),
            (Clues("ada"), []),
            (Clues("lovelacea"), []),
            (Clues(""), []),
            # Another Ada Lovelace, as her id says.
            (Clues("lovelaceada", ids={"canvas": "999"}), []),
            (Clues("x", name="Ada Lovelace", login="lovelace2"), []),
            # Two clues, two people.
            (Clues("x", name="Juan Carlos García Márquez", login="adal"), [ADA, JUAN]),
        ],
    )
    def test_a_clue_finds_one_person_or_nobody_or_a_doubt(self, clues, whose):
        assert CLASS.match(clues) == tuple(whose)

    def test_namesakes_are_told_apart_by_what_else_is_known(self):
        roster = Roster([ADA, other := Person("s9", "", "Ada", "Lovelace")])

        assert roster.match(Clues("lovelaceada")) == (ADA, other)
        assert roster.match(Clues("lovelaceada", ids={"canvas": "101"})) == (ADA,)
        assert roster.match(Clues("lovelaceada", login="s9")) == (other,)

    def test_a_folder_called_as_an_id_is_theirs_whatever_else_is_called_so(self):
        roster = Roster([ADA, other := Person("101", "s1")])

        assert roster.match(Clues("101")) == (other,) and roster.match(Clues("s1")) == (ADA,)

    def test_two_folders_of_one_person_are_nobodys(self):
        folders = ("s1", "adal", "emmyn", "x")
        assigned = CLASS.assign({folder: Clues(folder) for folder in folders})

        assert assigned.people == {"emmyn": EMMY} and assigned.strangers == ("x",)
        assert assigned.doubtful == {"s1": (ADA,), "adal": (ADA,)} and assigned.waiting == {"s1"}

    def test_an_id_goes_before_a_name(self):
        assigned = CLASS.assign({folder: Clues(folder) for folder in ("s2", "nötheremmy")})

        assert assigned.people == {"s2": EMMY} and assigned.doubtful == {"nötheremmy": (EMMY,)}
        assert not assigned.waiting

    def test_a_name_with_another_mail_or_sid_is_given_to_nobody(self):
        private = Clues("x@gmail.example", "Ada Lovelace", mail="x@gmail.example")
        other = Clues("s777", "Emmy Nöther", ids={"gradescope": "s777"})
        own = Clues("s3", "Juan", ids={"gradescope": "s3"})
        assigned = CLASS.assign({"private": private, "other": other, "own": own})

        assert assigned.people == {"own": JUAN} and assigned.doubtful == {"private": (ADA,), "other": (EMMY,)}
        assert assigned.waiting == {"s1", "s2"}

    def test_a_namesake_takes_nothing_from_whose_id_it_is(self):
        own = Clues("s1", "Ada Lovelace", ids={"gradescope": "s1"}, mail=ADA.mail)
        namesake = Clues("s777", "Ada Lovelace", ids={"gradescope": "s777"}, mail="x@gmail.example")
        assigned = CLASS.assign({"own": own, "namesake": namesake})

        assert assigned.people == {"own": ADA} and assigned.strangers == ("namesake",) and not assigned.doubtful
