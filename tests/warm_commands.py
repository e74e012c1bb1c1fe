"""Commands typed into a process that has imported what they import: a fork of it runs each, from `main()` on.

It is the real command in a process of its own, with its own folder, environment, input, output and exit status. What is
saved is the start of an interpreter, and torch's. Who asks about a start types the command for real.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import traceback
from types import SimpleNamespace

from autograder.sandbox import launch
from tests.places import ROOT

# What each command calls, by the name of the module that runs it.
MAINS = {
    "autograder": "autograder.cli:main",
    "pytest": "pytest:main",
    "nbgrader": "nbgrader.apps.nbgraderapp:main",
    "tests.remembered": "tests.remembered:main",
}
SERVER = "autograder.sandbox.server"
PATIENCE = 240


class WarmCommands:
    """The process, as who types commands sees it: one at a time."""

    def __init__(self, *commands):
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._channel.settimeout(PATIENCE)
        words = [sys.executable, "-m", "tests.warm_commands", str(theirs.fileno()), *commands]
        environment = {**os.environ, **launch.clean_environment()}  # cheap to fork
        self._process = subprocess.Popen(words, cwd=ROOT, env=environment, pass_fds=[theirs.fileno()])
        theirs.close()

    def run(self, command, *arguments, cwd=ROOT, env, stdin="", checkout=ROOT, terminal=None):
        """Run `python -m …` of a checkout to its end; return what became of it, with its output as text.

        Where it is to write to a `terminal`, that is the descriptor of one, and whoever has the other end reads it.
        """
        assert command[:2] == [sys.executable, "-m"]
        words = [*map(str, (*command[2:], *arguments))]
        told = json.dumps({"words": words, "cwd": str(cwd), "env": env, "checkout": str(checkout)}).encode()
        with (
            tempfile.TemporaryFile() as heard,
            tempfile.TemporaryFile() as said,
            tempfile.TemporaryFile() as complained,
        ):
            heard.write(stdin.encode())
            heard.seek(0)
            written = [said.fileno(), complained.fileno()] if terminal is None else [terminal] * 2
            socket.send_fds(self._channel, [told], [heard.fileno(), *written])
            status = int(self._channel.recv(64))
            for file in (said, complained):
                file.seek(0)
            return subprocess.CompletedProcess(words, status, said.read().decode(), complained.read().decode())

    def close(self):
        self._channel.close()
        self._process.wait(timeout=60)


def serve(descriptor, *commands):
    """Answer until there is nobody left to ask."""
    from autograder.worker.check import warm_up  # imports torch, which those who ask need not

    for command in commands:
        _main_of(command)
    for module in launch.SLOW:
        importlib.import_module(module)
    warm_up()
    gc.freeze()
    channel = socket.socket(fileno=int(descriptor))
    while True:
        told, descriptors, *_ = socket.recv_fds(channel, 1 << 20, 3)
        if not told:
            return
        pid = os.fork()
        if pid == 0:
            channel.close()
            _become(descriptors, **json.loads(told))
        for number in descriptors:
            os.close(number)
        channel.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())


def _become(descriptors, words, cwd, env, checkout):
    _take(descriptors, cwd, env)
    # Anew: what the old ones know of their files is not true of a terminal.
    sys.stdout, sys.stderr = (open(number, "w", closefd=False) for number in (1, 2))  # noqa: SIM115
    if checkout != str(ROOT):
        _forget_ours(checkout)
    importlib.import_module(
        "autograder.labs.course"
    ).course.cache_clear()  # it is looked for in the command's own folder
    launch = importlib.import_module("autograder.sandbox.launch")
    launch.start = functools.partial(_start, launch, launch.start)
    sys.argv, status = words, 1
    try:
        status = _main_of(words[0])()
    except SystemExit as end:
        status = end.code
        assert status is None or isinstance(status, int), status
    except BaseException:
        traceback.print_exc()
    finally:  # no part of torch need be taken down
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status or 0)


def _forget_ours(checkout):
    """Import the kit's modules anew, from another folder."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "autograder"]:
        del sys.modules[name]
    sys.path.insert(0, checkout)


def _main_of(command):
    module, _, name = MAINS[command].partition(":")
    return getattr(importlib.import_module(module), name)


def _take(descriptors, cwd, env, keep=()):
    """Have these descriptors as input, output and errors, and none but those to keep; be in that folder and environment."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    for number in [int(name) for name in os.listdir("/dev/fd")]:
        if number > 2 and number not in keep:
            try:
                os.close(number)
            except OSError:  # that of the listing
                continue
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)


def _start(launch, start, module, *arguments, **settings):
    """Start what `launch.start` starts: a server as a fork of the command's process, which has torch already."""
    if module == SERVER:
        return _Forked(launch.clean_environment(), *arguments, **settings)
    return start(module, *arguments, **settings)


class _Forked(SimpleNamespace):
    """As much of a `Popen` as who starts a server needs."""

    def __init__(self, env, told, *, cwd, stderr, pass_fds):
        jobs_read, jobs = os.pipe()
        replies, replies_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                _take([jobs_read, replies_write, stderr.fileno()], cwd, env, pass_fds)
                importlib.import_module(SERVER).main(told)
            finally:
                os._exit(1)
        os.close(jobs_read)
        os.close(replies_write)
        super().__init__(pid=pid, stdin=os.fdopen(jobs, "wb"), stdout=os.fdopen(replies, "rb"))

    def wait(self):
        os.waitpid(self.pid, 0)


if __name__ == "__main__":
    serve(*sys.argv[1:])
