"""`gradkit try`: a prompt of Python's with the student's functions, and the inputs on which one of them is not right yet.

This process knows what is right, so the prompt is another's: see `worker/prompt.py`, which is told the inputs alone.
"""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.judge.verdict import Verdict
from autograder.language import told
from autograder.sandbox.launch import interpreter
from autograder.student import wording
from autograder.student.calls import held, names_of
from autograder.student.choice import Choice
from autograder.student.terminal import say
from autograder.trace import Request, pack_request

PROMPT = "autograder.worker.prompt"


def converse(choice: Choice, verdict: Verdict) -> int:
    """Say what is at hand, and give the student a prompt until they leave it; return the status that it ends with."""
    check, case = verdict.check, verdict.case or verdict.check.published_cases()[0]
    names = names_of(verdict, case)
    call = f"{check.function}({', '.join(names)})"
    sentence = wording.TRY_WRONG if verdict.case else wording.TRY_OTHERWISE
    say([told(sentence, names=", ".join(names), function=check.function), told(wording.TRY_READY, call=call)])
    key = told(wording.LEAVES_ON_WINDOWS if sys.platform == "win32" else wording.LEAVES)
    say([*held(verdict), told(wording.TRY_ENDS, path=choice.shown_path, key=key)])
    small = [verdict.counterexample.call] if verdict.counterexample else []
    request = Request(check.lab, check.function, choice.source or b"", choice.shown_path, (case,))
    with tempfile.TemporaryDirectory(prefix="gradkit-") as folder:
        path = Path(folder, "request")
        path.write_bytes(pack_request(request))
        process = subprocess.Popen(interpreter(PROMPT, str(path), ",".join(names), call, *small))
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever is at the prompt
        return process.wait()
