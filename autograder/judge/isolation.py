"""How well student code is walled in here: found out by attempting the forbidden acts, not by looking at settings."""

from autograder.judge.judging import read_reply
from autograder.trace.request import Request
from autograder.worker.launch import ROOT

# Each act is a student's file. It ends with what became of it, for the report to carry home.
_ATTEMPT = """
import os, socket, sys
try:
    {act}
except OSError:
    sys.exit("refused")
sys.exit("allowed")
"""
ACTS = {
    "cannot read the environment": "assert not os.environ or sys.exit('allowed'); raise OSError",
    "cannot read the kit's folder": f"os.listdir({str(ROOT)!r})",
    "cannot write outside its scratch folder": "os.close(os.open(os.path.expanduser('/tmp'), os.O_TMPFILE | os.O_WRONLY))",
    "cannot open a network socket": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()",
    "cannot start a process": "os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)",
}
ENDLESS = "while True: pass"


def attempt_everything(workers):
    """Return `{what is held: whether it is}` after trying each act in a worker."""
    requests = [_request(_ATTEMPT.format(act=act)) for act in ACTS.values()]
    held = dict.fromkeys(ACTS, False)
    names = list(ACTS)
    for number, outcome in workers.run(requests):
        report, _ = read_reply(outcome)
        held[names[number]] = bool(report and report.mishap and report.mishap.text == "refused")
    ends = [outcome.end for _, outcome in workers.run([_request(ENDLESS)], limit=0.5)]
    return {"runs in a process of its own, stopped at its time limit": ends == ["timeout"], **held}


def level(held):
    """Return the isolation level that a set of held acts amounts to: `C` is a process and a clock."""
    return "B" if all(held.values()) else "C"


def _request(source):
    return Request("", "", source.encode(), "attempt.py", ())
