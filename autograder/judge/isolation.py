"""How well student code is walled in here: found out by attempting the forbidden acts, not by looking at settings."""

from dataclasses import dataclass

from autograder.judge.judging import read_reply
from autograder.trace.request import Request
from autograder.worker.launch import ROOT

# One file of a student's tries every act in turn, and says of each whether it was refused. What is tried must end at
# once, whether it succeeds or not.
_ATTEMPTS = """
import fcntl, mmap, os, resource, socket, threading

def attempt(act):
    try:
        act()
    except (OSError, MemoryError):
        return "1"
    return "0"

def refuse_if(condition):
    if condition:
        raise OSError

def read_memory_of_the_server():
    with open(f"/proc/{os.getppid()}/mem", "rb"):
        pass

def have_the_kernel_signal_another():
    read, write = os.pipe()
    fcntl.fcntl(read, fcntl.F_SETOWN, os.getppid())

def start_threads():
    most, _ = resource.getrlimit(resource.RLIMIT_NPROC)
    if not 0 < most < 10000:
        return
    done = threading.Event()
    threading.stack_size(1 << 15)
    try:
        for _ in range(most):
            threading.Thread(target=done.wait, daemon=True).start()
    except RuntimeError:
        raise OSError from None
    finally:
        done.set()

def start_a_process():
    if os.fork() == 0:
        os._exit(0)
    os.wait()

def write_a_large_file():
    with open("large", "wb") as file:
        file.truncate(%(file)d + 1)

def see_the_root():
    refuse_if(not any(map(os.path.exists, ("/proc", "/sys", "/boot"))))
"""
_PROCESS, _ENVIRONMENT = "runs in a process of its own", "cannot read the environment"
_ACTS = {
    _ENVIRONMENT: "lambda: refuse_if(not os.environ)",
    "cannot read the kit's files": f"lambda: open({str(ROOT / 'autograder' / '__init__.py')!r}).close()",
    "cannot read the machine's files": "lambda: open('/etc/hostname').close()",
    "cannot write outside its scratch folder": "lambda: os.close(os.open('/tmp', os.O_TMPFILE | os.O_WRONLY))",
    "cannot read the memory of the process that started it": "read_memory_of_the_server",
    "cannot signal another process": "lambda: os.kill(os.getppid(), 0)",
    "cannot have the kernel signal another process": "have_the_kernel_signal_another",
    "cannot open a network socket": "lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()",
    "cannot start a process": "start_a_process",
    "cannot start more threads than it is allowed": "start_threads",
    "cannot list the folders of others": "lambda: os.listdir('..')",
    "cannot take more memory than it is allowed": "lambda: mmap.mmap(-1, %(memory)d + (1 << 20)).close()",
    "cannot write a file larger than it is allowed": "write_a_large_file",
}
# What namespaces add: were the locks to fail, there would still be nothing there.
_HOUSE = {
    "sees no folder of the machine": "see_the_root",
    "sees no other process: its own server is the first": "lambda: refuse_if(os.getppid() == 1)",
}


@dataclass(frozen=True)
class Isolation:
    """`held` says of each forbidden act whether it was refused. `level` is A (all), B (all but the namespaces) or C."""

    held: dict[str, bool]

    @property
    def level(self):
        """The level that this amounts to."""
        if not all(held for what, held in self.held.items() if what not in _HOUSE):
            return "C"
        return "A" if all(self.held.values()) else "B"

    @property
    def missing(self):
        """What does not hold, in words."""
        return tuple(what for what, held in self.held.items() if not held)


# Where a process takes seconds to start nothing of the wall exists either, and trying would say so late.
UNTRIED = Isolation({_PROCESS: True, **dict.fromkeys((*_ACTS, *_HOUSE), False)})


def attempt_everything(workers, limits):
    """Return the `Isolation` of student code in `workers`, after trying every act there. Raises `WorkersLost`."""
    acts = {**_ACTS, **_HOUSE}
    calls = " + ".join(f"attempt({act})" for act in acts.values())
    source = f"{_ATTEMPTS}raise RuntimeError({calls})" % {"memory": limits.memory, "file": limits.file}
    ((_, outcome),) = workers.run([Request("", "", source.encode(), "attempt.py", ())])
    report, _ = read_reply(outcome, ())
    answers = report.mishap.text if report and report.mishap else ""
    if len(answers) != len(acts):
        return UNTRIED
    return Isolation({_PROCESS: True, **{what: answer == "1" for what, answer in zip(acts, answers, strict=True)}})
