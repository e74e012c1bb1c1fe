"""How well student code is walled in here: found out by attempting the forbidden acts, not by looking at settings."""

from dataclasses import dataclass

from autograder.errors import FrameError
from autograder.sandbox.client import Workers
from autograder.sandbox.launch import ROOT, Limits
from autograder.trace import Request, unpack_report

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

def signal_by_the_kernel():
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

def take_more_memory():
    mmap.mmap(-1, %(memory)d + (1 << 20)).close()

def write_a_large_file():
    with open("large", "wb") as file:
        file.truncate(%(file)d + 1)

def write_outside():
    refused = 0
    for folder in ("/tmp", ".."):
        try:
            os.close(os.open(folder, os.O_TMPFILE | os.O_WRONLY))
        except OSError:
            refused += 1
    refuse_if(refused == 2)

def see_the_root():
    refuse_if(not any(map(os.path.exists, ("/proc", "/sys", "/boot"))))
"""


@dataclass(frozen=True)
class Act:
    """A forbidden act: what must not be possible, `tried` how, what refuses it, and the code that attempts it.

    What only `namespaces` add would still not be there if the locks were to fail.
    """

    what: str
    tried: str
    held_by: str
    code: str
    namespaces: bool = False


_PROCESS = "runs in a process of its own"
_KIT = str(ROOT / "autograder" / "__init__.py")
ACTS = (
    Act("cannot read the environment", "os.environ", "clearing it", "lambda: refuse_if(not os.environ)"),
    Act("cannot read the kit's files", "open(autograder/__init__.py)", "Landlock", f"lambda: open({_KIT!r}).close()"),
    Act("cannot read the machine's files", "open(/etc/hostname)", "Landlock", "lambda: open('/etc/hostname').close()"),
    Act("cannot write outside its scratch folder", "a file in /tmp, one in ..", "Landlock, its user", "write_outside"),
    Act("cannot list the folders of others", "os.listdir(..)", "Landlock", "lambda: os.listdir('..')"),
    Act(
        "cannot read the memory of the process that started it",
        "open(/proc/PID/mem)",
        "being undumpable, Landlock",
        "read_memory_of_the_server",
    ),
    Act("cannot signal another process", "os.kill(parent, 0)", "seccomp", "lambda: os.kill(os.getppid(), 0)"),
    Act("cannot have the kernel signal another process", "fcntl(F_SETOWN, parent)", "seccomp", "signal_by_the_kernel"),
    Act(
        "cannot open a network socket",
        "socket.socket(AF_INET)",
        "seccomp",
        "lambda: socket.socket(type=socket.SOCK_DGRAM).close()",
    ),
    Act("cannot start a process", "os.fork()", "seccomp", "start_a_process"),
    Act("cannot start more threads than it is allowed", "one too many", "RLIMIT_NPROC or a cgroup", "start_threads"),
    Act("cannot take more memory than it is allowed", "1 MiB too much", "RLIMIT_AS", "take_more_memory"),
    Act("cannot write a file larger than it is allowed", "1 byte too many", "RLIMIT_FSIZE", "write_a_large_file"),
    Act("sees no folder of the machine", "/proc, /sys, /boot", "a private root", "see_the_root", namespaces=True),
    Act(
        "sees no other process: its own server is the first",
        "os.getppid()",
        "a process namespace",
        "lambda: refuse_if(os.getppid() == 1)",
        namespaces=True,
    ),
)


@dataclass(frozen=True)
class Isolation:
    """`held` says of each forbidden act whether it was refused. `level` is A (all), B (all but the namespaces) or C."""

    held: dict[str, bool]

    @property
    def level(self) -> str:
        """The level that this amounts to."""
        if not all(self.held[act.what] for act in ACTS if not act.namespaces):
            return "C"
        return "A" if all(self.held.values()) else "B"

    @property
    def missing(self) -> tuple[str, ...]:
        """What does not hold, in words."""
        return tuple(what for what, held in self.held.items() if not held)


# Where a process takes seconds to start nothing of the wall exists either, and trying would say so late.
UNTRIED = Isolation({_PROCESS: True, **{act.what: False for act in ACTS}})


def attempt_everything(workers: Workers, limits: Limits) -> Isolation:
    """Return the `Isolation` of student code in `workers`, after trying every act there. Raises `WorkersLost`."""
    calls = " + ".join(f"attempt({act.code})" for act in ACTS)
    source = f"{_ATTEMPTS}raise RuntimeError({calls})" % {"memory": limits.memory, "file": limits.file}
    outcome = workers.run(Request("", "", source.encode(), "attempt.py", ()))
    try:  # a letter for each of them, in what the file raises at its end
        mishap = unpack_report(outcome.replies[0]).mishap if outcome.replies else None
    except FrameError:
        mishap = None
    answers = mishap.text if mishap else ""
    if len(answers) != len(ACTS):
        return UNTRIED
    return Isolation({_PROCESS: True, **{act.what: told == "1" for act, told in zip(ACTS, answers, strict=True)}})
