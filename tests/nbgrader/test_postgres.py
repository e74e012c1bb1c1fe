"""A course whose gradebook is a PostgreSQL database: the same commands, and a real server that is started here."""

import csv
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

from autograder.judge.verdict import Status
from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import LabFile
from autograder.nbgrader.course import write_course
from autograder.student.rows import Row
from tests.nbgrader.commands import done
from tests.nbgrader.test_stock import ADA, EXPORT, SOLUTION, fill_in, points_in

LAB = lab_named("runaway_square")
FULL = {check.function: check.points for check in LAB.checks}
# A PostgreSQL text holds no NUL, and no text of any database half a character.
UNSTORABLE = 'def descend(x, y_true, lr, steps):\n    raise ValueError("nul \\0, half a character \\ud800")\n'


def programs():
    """Return the folder of a server's programs, or None. Debian puts them on no path, and several versions side by side."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    found = [*versions, *(Path(path).parent for path in [shutil.which("initdb")] if path)]
    return found[-1] if found else None


@pytest.fixture
def server():
    """A server of our own, as a PostgreSQL URL. It has one user, one database and a socket in a folder, and no port."""
    if not programs():
        pytest.skip("POSTGRESQL IS MISSING HERE: type apt-get install --no-install-recommends postgresql")
    pytest.importorskip("psycopg", reason="THE DRIVER IS MISSING HERE: type pip install 'psycopg[binary]'")
    # Not below tmp_path, which only its owner may enter.
    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        whose = {}
        if os.geteuid() == 0:  # which the server refuses to be
            whose = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
            shutil.chown(folder, "nobody")
        data = ["-D", f"{folder}/data"]
        made = [*data, "--username=gradkit", "--auth=trust", "--no-sync", "--no-locale", "--encoding=UTF8"]
        subprocess.run([programs() / "initdb", *made], cwd=folder, check=True, stdout=subprocess.DEVNULL, **whose)
        run = [programs() / "postgres", *data, "-k", folder, "-c", "listen_addresses=", "-c", "fsync=off"]
        with subprocess.Popen(run, cwd=folder, stderr=subprocess.PIPE, text=True, **whose) as process:
            try:
                assert any("ready to accept connections" in line for line in process.stderr)
                yield f"postgresql+psycopg://gradkit@/postgres?host={folder}"
            finally:
                process.send_signal(signal.SIGINT)  # to this server: let go of everybody, and end


@pytest.fixture
def own_course(server, tmp_path):
    """A course that keeps its grades there, with one lab handed in by two students."""
    write_course(tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write(f'c.CourseDirectory.db_url = "{server}"\n')
    done(f"nbgrader generate_assignment {LAB.name}", tmp_path)
    for student, functions in (("ada", {**ADA, "descend": UNSTORABLE}), ("bob", LabFile.of(SOLUTION).functions)):
        place = tmp_path / "submitted" / student / LAB.name
        shutil.copytree(tmp_path / "release" / LAB.name, place)
        fill_in(place / f"{LAB.name}.ipynb", functions)
    return tmp_path


def test_the_commands_of_a_course_keep_its_grades_on_the_server(server, own_course):
    import psycopg

    def saved():
        return points_in(server.replace("+psycopg", ""), psycopg.connect)

    done(f"nbgrader autograde {LAB.name}", own_course)
    graded = {
        **{("ada", name): points if name == "numerical_gradient" else 0 for name, points in FULL.items()},
        **{("bob", name): points for name, points in FULL.items()},
    }
    assert saved() == graded
    assert done(f"nbgrader autograde {LAB.name}", own_course).count("Skipping existing assignment") == 2

    rows = [
        Row("cyd", LAB.name, name, Status.PASS, points, points, None, "", 0.1, "A", "cpu", 5)
        for name, points in FULL.items()
    ]
    (own_course / "graded").mkdir()
    (own_course / "graded" / "results.jsonl").write_text("\n".join(row.as_json() for row in rows))
    assert server.partition("?")[0] in done("gradkit export graded --to nbgrader", own_course)
    assert saved() == graded | {("cyd", name): points for name, points in FULL.items()}

    done(EXPORT[0], own_course)
    with (own_course / "checks.csv").open(newline="") as file:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert scores == {"ada": FULL["numerical_gradient"], "bob": sum(FULL.values()), "cyd": sum(FULL.values())}
    assert not (own_course / "gradebook.db").exists()
