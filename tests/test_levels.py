"""The levels of isolation, each on a machine that has that much and no more."""

import os
import shutil
import subprocess
import sys

import pytest

from autograder.labs.catalogue import ROOT

pyseccomp = pytest.importorskip("pyseccomp", reason="pyseccomp (Linux, libseccomp) makes the poorer machines")

# A machine that lacks something: these calls are refused to gradkit and to whatever it starts.
_LACKING = """
import errno, os, sys
import pyseccomp
wall = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
for name in sys.argv[1].split(","):
    wall.add_rule(pyseccomp.ERRNO(errno.EPERM), name)
wall.load()
os.execv(sys.executable, [sys.executable, "-m", "autograder", *sys.argv[2:]])
"""


@pytest.fixture(scope="module")
def level_a():
    if "isolation level A" not in gradkit("doctor").stdout:
        pytest.skip("LEVEL A IS MISSING HERE: see gradkit doctor")


def gradkit(*arguments, lacking="", before=()):
    command = [*before, sys.executable, "-m", "autograder", *arguments]
    if lacking:
        command = [*before, sys.executable, "-c", _LACKING, lacking, *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.usefixtures("level_a")
def test_as_an_ordinary_user():
    if not shutil.which("unshare"):
        pytest.skip("unshare (Debian's util-linux) is not here")
    done = gradkit("doctor", before=("unshare", "-U", "--map-user=1000", "--map-group=1000"))

    assert "isolation level A" in done.stdout


@pytest.mark.usefixtures("level_a")
@pytest.mark.parametrize(
    ("lacking", "level", "missing"),
    [
        ("unshare", "B", "sees no folder of the machine"),
        ("pivot_root", "B", "sees no folder of the machine"),
        ("unshare,landlock_create_ruleset", "C", "cannot read the machine's files"),
        ("landlock_restrict_self,mount", "C", "cannot write outside its scratch folder"),
        ("prlimit64,setrlimit", "C", "cannot take more memory than it is allowed"),
    ],
)
def test_what_a_machine_lacks_is_found_out_and_said(lacking, level, missing):
    done = gradkit("doctor", lacking=lacking)

    assert f"isolation level {level}" in done.stdout, done.stdout + done.stderr
    assert f"✗ {missing}" in done.stdout


@pytest.mark.usefixtures("level_a")
@pytest.mark.parametrize(("lacking", "level"), [("", "A"), ("unshare", "B"), ("unshare,landlock_create_ruleset", "C")])
def test_every_row_states_its_level(lacking, level):
    done = gradkit("check", "runaway_square", "--submission", "solutions", "--json", lacking=lacking)

    assert done.stdout.count(f'"isolation": "{level}"') == done.stdout.count("\n") == 4
    assert done.stdout.count('"status": "pass"') == 4, "the verdicts do not depend on it"


def test_where_the_kit_is_installed_it_is_left_out_of_what_can_be_read(tmp_path):
    """An installed kit lies among the libraries that a student's code needs."""
    installed = tmp_path / "site-packages"
    shutil.copytree(ROOT / "autograder", installed / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    (installed / "library").mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from autograder.worker.wall.paths import readable_paths\n"
        "print(*readable_paths(), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(installed)], cwd=os.sep, capture_output=True, text=True)

    paths = done.stdout.splitlines()
    assert str(installed / "library") in paths
    assert not [path for path in paths if str(installed / "autograder").startswith(path)], paths
