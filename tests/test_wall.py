"""Where student code runs, and what becomes of the processes that run it."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.errors import WorkersLost
from autograder.judge import plan_for
from autograder.judge.grading import Grader
from autograder.judge.judging import judge, named, read_reply
from autograder.labs.catalogue import lab_named
from autograder.labs.stubs import stub_of
from autograder.sandbox.client import ForkedWorkers, SpawnedWorkers
from autograder.sandbox.launch import Limits, Plan, can_fork, launch_server
from autograder.trace import Request
from tests.places import ROOT, SOLUTIONS

LAB = lab_named("slope_and_bias")
CANARY = "the mean over that axis is the loss of that line"  # a comment of the solution

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system has no fork")


@pytest.fixture(scope="module")
def workers():
    workers = ForkedWorkers()
    yield workers
    workers.close()


@pytest.fixture(scope="module")
def open_workers():
    """Workers without the wall: what is behind it has to hold by itself too."""
    workers = ForkedWorkers(launch_server(Plan(walled=False)))
    yield workers
    workers.close()


def outcome_of(workers, source, function="forward", limit=4.0):
    check = LAB.check(function)
    request = Request(LAB.name, function, source.encode(), "lab.py", check.cases(), "cpu")
    return workers.run(request, limit)


def says(workers, expression):
    """Return what an expression gives in the process that runs student code."""
    report, status, _ = read_reply(
        outcome_of(workers, f"raise RuntimeError({expression})"), LAB.check("forward").cases()
    )
    assert not status
    return report.mishap.text


def test_the_process_of_a_student_has_imported_no_answer(workers):
    ours = "' '.join(m for m in __import__('sys').modules if m.partition('.')[0] in ('autograder', 'solutions'))"
    modules = says(workers, ours).split()

    assert "autograder.labs.slope_and_bias.probes" in modules
    rooms = ("judge", "student", "teaching")
    forbidden = (*rooms, "answers", "mistakes", "cases", "properties", "solutions", "catalogue", "oracle")
    assert [m for m in modules if m.startswith(("autograder", "solutions")) and m.split(".")[-1] in forbidden] == []


def test_the_process_of_a_student_holds_no_answer_in_its_memory(open_workers):
    # The needle is spelt letter by letter, so that looking for it does not put it there.
    search = f"""
import re
needle = re.compile(b"".join(b"[" + bytes([letter]) + b"]" for letter in {list(CANARY.encode())}))
found = 0
for line in open("/proc/self/maps"):
    if " rw" in line and "[v" not in line:
        begin, end = (int(part, 16) for part in line.split()[0].split("-"))
        with open("/proc/self/mem", "rb") as memory:
            memory.seek(begin)
            found += sum(1 for _ in needle.finditer(memory.read(end - begin)))
raise RuntimeError(str(found))
"""
    launched = launch_server(replace(plan_for(), walled=False))
    with Grader(launched=launched) as grader:  # its server has a sibling that holds every answer
        grader.grade(LAB.name, stub_of(LAB.name).encode(), "lab.py")
        assert _found(grader._workers, search) == 0

    assert _found(open_workers, f"# {CANARY}\n{search}") > 0, "the search finds what is there"


def _found(workers, code):
    # All of a process's memory is read: on a machine with other work that takes its time.
    report, status, _ = read_reply(outcome_of(workers, code, limit=60.0), LAB.check("forward").cases())
    assert not status
    return int(report.mishap.text)


@pytest.mark.parametrize("module", ["solutions.slope_and_bias", "tests", "exercises"])
def test_what_lies_beside_the_kit_cannot_be_imported(workers, module):
    report, _, _ = read_reply(outcome_of(workers, f"import {module}"), LAB.check("forward").cases())

    assert report.mishap.what == "ModuleNotFoundError"


def test_the_environment_is_empty(workers):
    assert says(workers, "str(dict(__import__('os').environ))") == "{}"


def test_only_the_channel_is_open(workers):
    source = """
import os
def is_open(n):
    try:
        return bool(os.fstat(n))
    except OSError:
        return False
raise RuntimeError(str([n for n in range(5000) if is_open(n)]))
"""
    report, _, _ = read_reply(outcome_of(workers, source), LAB.check("forward").cases())

    # Input, output, errors, the two ends of the channel, and where prints are heard.
    assert len(eval(report.mishap.text)) == 6


def test_a_check_begins_in_a_folder_of_its_own_and_leaves_nothing(open_workers):
    workers = open_workers
    first = says(workers, "(open('left.txt', 'w').close(), __import__('os').getcwd())[1]")
    second = says(workers, "str(__import__('os').listdir('.')) + __import__('os').getcwd()")

    assert second.startswith("[]")
    assert not second.endswith(first)
    says(workers, "''")
    _until(lambda: not Path(first).exists())


def test_too_much_output_is_dropped(workers):
    outcome = outcome_of(workers, "import sys\nfor _ in range(300): sys.stdout.write('x' * 100_000)\n")

    assert outcome.end == "replied"
    assert len(outcome.printed) <= 64 * 1024


@pytest.mark.parametrize(
    ("source", "end"),
    [
        ("while True: pass", "timeout"),
        ("import time; time.sleep(60)", "timeout"),
        (
            "import signal\nfor s in {1, 2, 3, 6, 15}: signal.signal(s, signal.SIG_IGN)\nwhile True: pass",
            "timeout",
        ),
        ("import os; os._exit(0)", "crash"),
        ("import os; os.kill(os.getpid(), 9)", "crash"),
        ("import os; os.closerange(0, 100); os._exit(3)", "crash"),
        ("import os; os.closerange(0, 100)\nwhile True: pass", "timeout"),
    ],
)
def test_every_end_has_its_name(workers, source, end):
    assert outcome_of(workers, source, limit=0.6).end == end


LOOPS = {
    "of the file": ("x = 1\nwhile True:\n    x += 1\n", ("while", 2, "<module>")),
    "in a function": ("def f():\n    while True:\n        g()\ndef g():\n    return 1\nf()\n", ("while", 2, "f")),
    "within a call of another": (
        "def g():\n    while True:\n        pass\nwhile True:\n    for n in range(9):\n        g()\n",
        ("while", 2, "g"),
    ),
    "whose calls have loops of their own": (
        "def g():\n    n = 0\n    while n < 9:\n        n += 1\nfor m in iter(int, 1):\n    g()\n",
        ("for", 5, "<module>"),
    ),
    "round a loop with an end": ("while 1:\n    for n in range(9):\n        pass\n", ("while", 1, "<module>")),
    "in a loop with an end": ("for n in range(9):\n    while n < 9:\n        pass\n", ("while", 2, "<module>")),
    "over what never ends": ("import itertools\nfor n in itertools.count():\n    pass\n", ("for", 2, "<module>")),
    "that catches everything": (
        "while True:\n    try:\n        x = float(input())\n    except:\n        pass\n",
        ("while", 1, "<module>"),
    ),
    "that is none": ("import time\ntime.sleep(60)\n", ("", 2, "<module>")),
}


@pytest.mark.parametrize("source", LOOPS)
def test_a_file_whose_time_is_over_is_told_where_it_was(workers, source):
    text, place = LOOPS[source]
    outcome = outcome_of(workers, text, limit=0.6)

    assert outcome.end == "timeout" and outcome.seconds < 1.0
    report, _, _ = read_reply(outcome, LAB.check("forward").cases())
    assert (report.mishap.kind, report.mishap.what, report.mishap.line, report.mishap.function) == ("timeout", *place)


def test_a_function_whose_time_is_over_is_told_where_and_on_which_case(workers):
    source = "def forward(x, w, b):\n    while len(x) != 20:\n        pass\n    return w * x + b\n"
    cases = LAB.check("forward").cases()
    right = len(cases[0].arrays["x"])

    for size, done in ((-1, 0), (right, 1)):
        report, _, _ = read_reply(outcome_of(workers, source.replace("20", str(size)), limit=0.6), cases)
        assert (len(report.traces), report.traces[-1].mishap.line) == (done + 1, 2)
        assert [trace.mishap for trace in report.traces[:-1]] == [None] * done


LATE = """
import os, signal
import autograder.trace as trace
def at_last(*_):
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, trace.pack_report(trace.Report(traces=(trace.Trace(),))))
        except OSError:
            pass
signal.signal(signal.SIGXCPU, at_last)
def forward(x, w, b):
    signal.signal(signal.SIGXCPU, at_last)
    while True:
        pass
"""
OUT_OF_TIME = "trace.Mishap(trace.MishapKind.TIMEOUT, 'while', line=1)"


def test_a_reply_that_comes_when_the_time_is_over_is_none(workers):
    outcome = outcome_of(workers, LATE, limit=0.6)

    assert (outcome.end, outcome.seconds < 1.0) == ("timeout", True)
    assert read_reply(outcome, LAB.check("forward").cases())[:2] == (None, "timeout")


def test_who_says_that_their_time_is_over_before_it_is_is_not_believed(workers):
    early = LATE.replace("while True:", "at_last(), os._exit(0)\n    while True:")
    early = early.replace("Trace()", f"Trace(mishap={OUT_OF_TIME})")
    outcome = outcome_of(workers, early)

    assert outcome.end == "crash"
    assert read_reply(outcome, LAB.check("forward").cases())[1] == "protocol"


def test_the_code_of_a_student_sees_no_seed_that_leads_to_the_classs(workers):
    check, seed = LAB.check("forward"), 2**100 + 7
    request = Request(LAB.name, check.function, b"", "lab.py", check.cases(seed), "cpu", check.seed_of_code(seed))
    seen = b"import torch\nraise RuntimeError(torch.initial_seed())"
    outcome = workers.run(replace(request, source=seen), 4.0)

    report, _, _ = read_reply(outcome, request.cases)
    told = int(report.mishap.text)
    assert told == check.seed_of_code(seed) < 2**32
    fresh = [case for case in check.cases(seed) if not case.published]
    replayed = [case for case in check.cases(told) if not case.published]
    assert all((a.arrays["w"] != b.arrays["w"]).all() for a, b in zip(fresh, replayed, strict=True))
    assert told != LAB.check("criterion").seed_of_code(seed)


def test_a_line_that_code_can_choose_tells_nothing(grader):
    """An exception may claim any line: of the file there are so many, and on a hidden case none is told."""
    right = (SOLUTIONS / f"{LAB.name}.py").read_bytes()
    raising = b"\n\ndef forward(x, w, b):\n    if float(w) == -15.0 and %d:\n        return w * x + b\n"
    raising += b"    exec(compile('\\n' * %d + 'raise ValueError', __file__, 'exec'))\n"
    check = LAB.check("forward")

    lines = []
    for published_is_right, line in ((0, 765_431), (0, 3), (1, 765_431), (1, 3)):
        (verdict,) = grader.grade(LAB.name, right + raising % (published_is_right, line), "lab.py", [check])
        assert (verdict.status, verdict.case.published) == ("error", not published_is_right)
        lines.append(verdict.mishap.line)

    assert lines == [0, 4, 0, 0]


def test_what_a_library_writes_past_python_is_not_called_the_students(workers):
    source = """
import os
os.write(1, b"from a library, to standard output")
os.write(2, b"from a library, to standard error")
print("from the student")
def forward(x, w, b):
    (torch.ones(64, 64, dtype=torch.bfloat16) @ torch.ones(64, 64, dtype=torch.bfloat16)).sum()
    (torch.ones(64, 64, dtype=torch.float16) @ torch.ones(64, 64, dtype=torch.float16)).sum()
    (torch.ones(64, 64) @ torch.ones(64, 64)).sum()
    return w * x + b
"""
    outcome = outcome_of(workers, f"import torch\n{source}")

    assert outcome.printed == b"from the student\n"
    report, _, _ = read_reply(outcome, LAB.check("forward").cases())
    assert not report.ended_by and [trace.mishap for trace in report.traces] == [None] * 3


def test_nothing_is_heard_once_a_fresh_case_is_known(workers):
    # Whoever keeps a copy of standard output could print through it what came in.
    source = """
import os, sys
sys.argv.append(os.dup(sys.stdout.fileno()))
def forward(x, w, b):
    os.write(sys.argv[-1], b"HEARD ")
    return w * x + b
"""
    outcome = outcome_of(workers, source)

    assert outcome.printed == b"HEARD "
    report, _, _ = read_reply(outcome, LAB.check("forward").cases())
    assert len(report.traces) == 3 and not report.ended_by, "whoever prints so is not punished for it"


def test_memory_is_limited_to_what_was_asked_for():
    # Three hundred megabytes: fine by default, too much here.
    greedy = b"\ndef forward(x, w, b):\n    torch.ones(75_000_000)\n    return w * x + b\n"
    source = (SOLUTIONS / f"{LAB.name}.py").read_bytes() + greedy
    with Grader(limits=Limits(memory=100 << 20)) as grader:
        if grader.isolation_or_untried.level == "C":
            pytest.skip("THE WALL IS MISSING HERE: see gradkit doctor")
        (verdict,) = grader.grade(LAB.name, source, "lab.py", [LAB.check("forward")])

    assert verdict.status == "memory"


def test_the_time_of_all_checks_together_has_an_end():
    source = b"import time\ntime.sleep(60)\n"
    with Grader(limits=Limits(seconds=30.0, submission_seconds=1.0)) as grader:
        grader.grade(LAB.name, b"", "lab.py")  # the workers are warm from here on
        verdicts = grader.grade(LAB.name, source, "lab.py")

    assert {verdict.status for verdict in verdicts} == {"timeout"}
    assert all(verdict.seconds < 10 for verdict in verdicts)


def test_processes_that_a_check_started_end_with_it(open_workers):
    text = says(open_workers, "str(__import__('subprocess').Popen(['/bin/sleep', '60']).pid)")

    says(open_workers, "''")
    _until(lambda: not _lives(text))


def test_a_server_that_is_killed_is_the_machines_trouble():
    with Grader() as grader:
        source = (SOLUTIONS / f"{LAB.name}.py").read_bytes()
        grader.grade(LAB.name, source, "lab.py", [LAB.check("forward")])
        grader._workers._process.send_signal(signal.SIGKILL)
        grader._workers._process.wait()
        time.sleep(0.5)  # those whose parent it was hear of it from the kernel, one after the other
        verdicts = grader.grade(LAB.name, source, "lab.py")
        again = grader.grade(LAB.name, source, "lab.py")

    assert {verdict.status for verdict in (*verdicts, *again)} == {"infra"} and len(again) == len(LAB.checks)
    assert all(verdict.points == 0 and verdict.detail for verdict in verdicts)


def test_a_server_that_cannot_start_says_why(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.launch.sys.executable", "/bin/false")
    workers = ForkedWorkers()
    with pytest.raises(WorkersLost):
        outcome_of(workers, "")
    workers.close()


def test_nothing_is_left_running():
    with Grader() as grader:
        grader.grade(LAB.name, (SOLUTIONS / f"{LAB.name}.py").read_bytes(), "lab.py")
        server = grader._workers._process.pid
        family = _descendants(server)
        scratch = Path(f"/proc/{server}/cwd").resolve()
        assert family and scratch.exists()

    _until(lambda: not [pid for pid in (server, *family) if Path(f"/proc/{pid}").exists()])
    assert not scratch.exists()


def test_nothing_outlives_a_server_that_is_killed():
    with Grader() as grader:
        grader.grade(LAB.name, (SOLUTIONS / f"{LAB.name}.py").read_bytes(), "lab.py")
        server = grader._workers._process
        family = _descendants(server.pid)  # some of them stopped: their checks are done
        server.kill()
        server.wait()
    _until(lambda: not [pid for pid in family if _lives(pid)])


def _lives(pid):
    try:
        return "Z (" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def _descendants(pid):
    tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in tasks] + [grandchild for child in tasks for grandchild in _descendants(child)]


def _until(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def test_torch_is_imported_once_on_the_way_to_a_verdict(tmp_path):
    """The grader's own process has no torch; the warm server has it, and everybody else is a fork of that."""
    code = (
        "import sys\n"
        "from autograder.judge.grading import Grader\n"
        "from autograder.labs.course import SHIPPED\n"
        "with Grader() as grader:\n"
        "    source = (SHIPPED.solutions / 'slope_and_bias.py').read_bytes()\n"
        "    verdicts = grader.grade('slope_and_bias', source, 'lab.py')\n"
        "assert all(v.passed for v in verdicts), verdicts\n"
        "print('torch' in sys.modules, 'matplotlib' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )

    assert done.stdout == "False False\n", done.stderr


class TestSpawned:
    """Systems without fork get one interpreter per check, and the same verdicts."""

    def test_the_same_verdicts(self, grader):
        workers, answers = SpawnedWorkers(), grader.answers
        checks = [LAB.check("forward"), LAB.check("criterion")]
        source = (SOLUTIONS / f"{LAB.name}.py").read_bytes() + b"\ndef criterion(a, b): return ((a - b) ** 2).sum()\n"
        requests = [Request(LAB.name, c.function, source, "lab.py", c.cases(), seed=2026) for c in checks]

        verdicts = {}
        workers.submit(requests)
        for check, outcome in zip(checks, workers.receive()[1], strict=True):
            judged = judge(check, check.cases(), outcome, answers, device="cpu", seed=2026)
            verdicts[check.function] = (
                named(judged, check.cases(), answers, 2026) if judged.differences else judged.verdict
            )
        workers.close()

        assert verdicts["forward"].status == "pass"
        assert (verdicts["criterion"].status, verdicts["criterion"].misconception) == ("fail", "sum-not-mean")

    def test_a_crash(self):
        assert outcome_of(SpawnedWorkers(), "import os; os._exit(7)").exit_code == 7


def test_an_oracle_that_is_killed_is_the_machines_trouble():
    with Grader() as grader:
        source = (SOLUTIONS / f"{LAB.name}.py").read_bytes()
        grader.grade(LAB.name, source, "lab.py", [LAB.check("forward")])
        server = grader._workers._process.pid
        first_fork = _descendants(server)[
            0
        ]  # in the order of their birth; numbers start again from the bottom at times
        os.kill(first_fork, signal.SIGKILL)
        verdicts = {verdict.check.function: verdict for verdict in grader.grade(LAB.name, source, "lab.py")}

    assert verdicts["train_model"].status == "infra"
    assert verdicts["forward"].passed, "its reference was known already"


def test_a_course_on_the_path_is_kept_back_and_so_is_the_one_that_it_names(tmp_path):
    for name in ("home/gradkit.toml", "home/labs/lab/lab.toml", "graded/gradkit.toml", "library/module.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "graded" / "gradkit.toml").write_text('course = "../home"')
    code = (
        f"import sys; sys.path.append({str(tmp_path)!r})\n"
        "from autograder.labs.course import course, open_course\n"
        "from autograder.sandbox.wall.paths import readable_paths\n"
        f"open_course({str(tmp_path / 'graded')!r}); course()\n"
        f"print([path.name for path in readable_paths() if str(path).startswith({str(tmp_path)!r})])\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout == "['library']\n", done.stderr


def test_another_checkout_on_the_path_is_kept_back_as_well(tmp_path):
    for name in ("autograder/__init__.py", "solutions/lab.py", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    code = (
        f"import sys; sys.path.append({str(tmp_path)!r})\n"
        "from autograder.sandbox.wall.paths import readable_paths\n"
        f"print([path for path in readable_paths() if str(path).startswith({str(tmp_path)!r})])\n"
    )

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout == "[]\n", done.stderr
