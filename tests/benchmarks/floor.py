"""The floor: a warm process that forks and runs a student's file. It judges nothing and holds nobody back."""

import subprocess
from pathlib import Path

from autograder.sandbox.launch import clean_environment, interpreter
from tests.benchmarks.class_of import LAB, write_files
from tests.benchmarks.contestant import Contestant, Graded
from tests.benchmarks.processes import Memory
from tests.places import SOLUTIONS


class BareForks:
    """A process with the same libraries in memory as the workers' server, which forks and runs files, one at a time."""

    CODE = """
import os, sys, time, torch, matplotlib.pyplot
torch.set_num_threads(1)
nowhere = os.open(os.devnull, os.O_RDWR)
for line in sys.stdin:
    began = time.perf_counter()
    for path in line.rstrip().split("\\0"):
        if not (pid := os.fork()):
            try:
                for fd in (0, 1, 2):
                    os.dup2(nowhere, fd)
                exec(compile(open(path, "rb").read(), "lab.py", "exec"), {"__name__": "lab"})
            finally:
                os._exit(0)
        os.waitpid(pid, 0)
    print(time.perf_counter() - began, flush=True)
"""

    def __enter__(self):
        streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        command = [interpreter("")[0], "-c", self.CODE]
        self._process = subprocess.Popen(command, env=clean_environment(), text=True, **streams)
        self.pid = self._process.pid
        self.seconds([SOLUTIONS / f"{LAB.name}.py"] * 2)
        return self

    def __exit__(self, *problem):
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()

    def seconds(self, paths):
        """Return the seconds that it takes to run these files."""
        print("\0".join(map(str, paths)), file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())


class Floor(Contestant):
    """The same files, run and not judged."""

    name = "bare floor: fork a warm process and run the file"
    anew = True
    has_verdicts = False

    def prepare(self, folder, students):
        """Write the files."""
        self._folder = Path(folder)
        write_files(folder, students)

    def grade(self, students):
        """Run the files in a process that is warm already."""
        paths = [self._folder / student.name / f"{LAB.name}.py" for student in students]
        with BareForks() as forks, Memory(forks.pid) as memory:
            seconds = forks.seconds(paths)
        return Graded(seconds, memory.peak, {})
