"""The levels of isolation, each on a machine that has that much and no more."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from tests.overlays import overlays
from tests.places import ROOT

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


# Root's tests as somebody else. The interpreter may lie in a folder that only root can enter: in a mount namespace of its
# own that folder is another, with nothing but the interpreter in it.
_AS_SOMEBODY = """
set -e
if [ -n "$2" ]; then
    kept=$(mktemp -d)
    mount --bind "$1" "$kept" && mount -t tmpfs -o mode=755 tmpfs "$2" && mkdir -p "$1" && mount --bind "$kept" "$1"
    umount "$kept" && rmdir "$kept"
fi
shift 2
HOME=/tmp exec setpriv --reuid 12345 --regid 12345 --clear-groups --inh-caps=-all "$@"
"""


def as_an_ordinary_user():
    """Return the words before a command that make an ordinary user of whoever runs the tests; skip where there are none."""
    if os.geteuid():
        return ()
    if not shutil.which("unshare") or not shutil.which("setpriv"):
        pytest.skip("unshare and setpriv (Debian's util-linux) are not here")
    base = Path(sys.base_prefix)
    shut = next((path for path in reversed(base.parents) if not path.stat().st_mode & 0o001), "")
    return ("unshare", "-m", "sh", "-c", _AS_SOMEBODY, "sh", str(base), str(shut))


@pytest.mark.usefixtures("level_a")
def test_as_an_ordinary_user():
    done = gradkit("doctor", before=as_an_ordinary_user())

    assert "isolation level A" in done.stdout, done.stdout + done.stderr


HOSTILE = [
    overlay
    for overlay in overlays("hostile")
    if overlay.path.stem in ("thread_swarm", "name_channel", "sigio", "disk", "forkbomb", "kill_the_server", "udp")
]


@pytest.fixture(scope="module")
def of_an_ordinary_user(level_a):
    """What an ordinary user finds when grading a hostile class: `{student: {check: row}}`."""
    # Not below pytest's own folder: whoever starts pytest meanwhile shuts that to others again.
    with tempfile.TemporaryDirectory(prefix="ordinary-") as name:
        folder, out = Path(name), Path(name, "out")
        for overlay in HOSTILE:
            path = folder / "class" / overlay.path.stem / f"{overlay.lab.name}.py"
            path.parent.mkdir(parents=True)
            path.write_bytes(overlay.source)
        folder.chmod(0o755)
        out.mkdir()
        out.chmod(0o777)

        done = gradkit("grade", folder / "class", "--out", out, "--jobs", "1", before=as_an_ordinary_user())

        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in (out / "results.jsonl").read_text().splitlines()]
    return {student: {row["check"]: row for row in theirs} for student, theirs in groupby(rows, itemgetter("student"))}


@pytest.mark.parametrize("overlay", HOSTILE, ids=lambda overlay: overlay.path.stem)
def test_an_ordinary_users_checks_are_held_in_as_well(of_an_ordinary_user, overlay):
    rows = of_an_ordinary_user[overlay.path.stem]

    assert {row["isolation"] for row in rows.values()} == {"A"}
    assert {
        name: (rows[name]["status"], rows[name]["misconception"] or "") for name in overlay.expected
    } == overlay.expected


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


@pytest.mark.usefixtures("level_a")
def test_without_a_file_system_of_its_own_somebody_looks_how_much_a_check_writes(tmp_path):
    (overlay,) = [overlay for overlay in overlays("hostile") if overlay.path.stem == "disk"]
    (tmp_path / f"{overlay.lab.name}.py").write_bytes(overlay.source)

    done = gradkit("check", overlay.lab.name, "--json", "--submission", str(tmp_path), lacking="unshare")

    rows = {row["check"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert {row["isolation"] for row in rows.values()} == {"B"}
    got = {name: rows[name]["status"] for name in overlay.expected}
    assert got == {"forward": "error", "criterion": "crash", "descent_path": "crash"}
    assert "SIGXFSZ" in rows["descent_path"]["message"]


def test_where_the_kit_is_installed_it_is_left_out_of_what_can_be_read(tmp_path):
    """An installed kit lies among the libraries that a student's code needs."""
    installed = tmp_path / "site-packages"
    shutil.copytree(ROOT / "autograder", installed / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    (installed / "library").mkdir()
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from autograder.sandbox.wall.paths import readable_paths\n"
        "print(*readable_paths(), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code, str(installed)], cwd=os.sep, capture_output=True, text=True)

    paths = done.stdout.splitlines()
    assert str(installed / "library") in paths
    assert not [path for path in paths if str(installed / "autograder").startswith(path)], paths
