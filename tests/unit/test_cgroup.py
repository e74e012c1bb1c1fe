"""A server's group of processes: nobody sweeps away one that is still to be joined."""

import os
import subprocess
import sys

import pytest

from autograder.sandbox.wall import cgroup

if not sys.platform.startswith("linux") or os.geteuid():
    pytest.skip("only root on Linux makes such groups", allow_module_level=True)

SWEEP = "from autograder.sandbox.wall import cgroup; cgroup.sweep()"


@pytest.fixture
def group():
    group = cgroup.new_group(64)
    if group is None:
        pytest.skip("no pids controller of version 1 can be written here")
    yield group
    os.close(group)
    cgroup.sweep()


def test_another_server_leaves_an_empty_group_to_the_one_that_is_starting(group):
    subprocess.run([sys.executable, "-c", SWEEP], check=True)
    # Before, joining what another had swept ended the server: OSError 19, No such device.
    child = os.fork()
    if child == 0:
        try:
            cgroup.join(group)
        except OSError as problem:
            os._exit(problem.errno)
        os._exit(0)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0


def test_a_group_goes_with_its_server(group):
    make = f"import os; from autograder.sandbox.wall import cgroup; cgroup.new_group(64); print(os.getpid()); {SWEEP}"
    made = subprocess.run([sys.executable, "-c", make], check=True, capture_output=True, text=True)

    names = {folder.name for folder in cgroup._here().glob("gradkit-*")}
    assert f"gradkit-{os.getpid()}" in names
    assert f"gradkit-{made.stdout.strip()}" not in names
