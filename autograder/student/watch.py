"""`gradkit watch`: every save is checked at once, by workers that are warm already."""

import queue
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.judge.verdict import Verdict
from autograder.labs.pictures import Losses
from autograder.student import wording
from autograder.student.board import board, cards, changed_lines, next_verdict
from autograder.student.choice import Choice
from autograder.student.defects import tell, told_of
from autograder.student.hints import next_hint, recall, remember
from autograder.student.plot import draw
from autograder.student.reset import reset
from autograder.student.session import Session
from autograder.student.terminal import hear_ctrl_c, paint, pressed

# How long the file system has to be quiet before a save counts as one, and how often it is asked, in milliseconds. An
# editor that writes a file in two steps is done within it.
QUIET_MS, STEP_MS = 30, 10
# How long quitting waits for the thread that follows the files, in seconds. It holds nothing that could be lost.
PATIENCE = 2
# Where the loss curves of the ending go: where gradkit plot would put them.
PICTURES = "plots"
_DEFINITION = re.compile(rb"^(?:async +)?def +([A-Za-z_]\w*)", re.MULTILINE)


def watch(choices: Sequence[Choice], *, poll: bool, say: Callable[[str], None]) -> None:
    """Check the lab in `choices` where the student was, then each that is saved, until q or Ctrl-C."""
    hear_ctrl_c()
    events: queue.Queue[str] = queue.Queue()
    stop = threading.Event()
    with Session(choices) as session, pressed(events.put) as has_keys:
        watcher = _Watcher(choices, session, say)
        say(wording.WATCHING.format(folder=choices[0].path.parent))
        say(wording.KEYS if has_keys else wording.NO_KEYS)
        thread = threading.Thread(target=_follow, args=(choices, events, stop, poll), daemon=True)
        thread.start()
        try:
            watcher.begin()
            while watcher.take(events.get()):
                pass
        except KeyboardInterrupt:
            pass
        finally:
            stop.set()
            thread.join(timeout=PATIENCE)
    say(wording.WATCH_ENDS)


def _follow(choices: Sequence[Choice], events: queue.Queue[str], stop: threading.Event, poll: bool) -> None:
    import watchfiles

    folder = choices[0].path.parent
    names = {choice.path.name for choice in choices}
    changes = watchfiles.watch(
        folder,
        watch_filter=lambda _, path: Path(path).name in names,
        debounce=QUIET_MS,
        step=STEP_MS,
        rust_timeout=500,
        stop_event=stop,
        force_polling=poll or None,
        recursive=False,
    )
    for change in changes:
        for name in sorted({Path(path).stem for _, path in change}):
            events.put(name)


def changed_functions(before: bytes, after: bytes) -> set[str]:
    """Return the names of the functions in which two states of a file differ; none where they differ elsewhere too.

    A file is cut where a line begins a definition: enough to say what to look at first, in one that is no Python as well.
    """
    (head, was), (other_head, now) = _definitions(before), _definitions(after)
    return {name for name, lines in now.items() if was.get(name) != lines} if head == other_head else set()


def _definitions(source: bytes) -> tuple[bytes, dict[str, list[bytes]]]:
    """Return what stands above the first definition, and the lines of each that are not blank."""
    head, *pieces = _DEFINITION.split(source)
    texts = zip(pieces[::2], pieces[1::2], strict=True)
    return head, {name.decode(): list(filter(bytes.strip, text.splitlines())) for name, text in texts}


class _Watcher:
    """What a session of watching knows: the labs' latest verdicts, and where the student is."""

    def __init__(self, choices: Sequence[Choice], session: Session, say: Callable[[str], None]) -> None:
        self._choices = {choice.lab.name: choice for choice in choices}
        self._session, self._say = session, say
        self._verdicts: dict[str, list[Verdict]] = {}
        self._seen: dict[str, bytes | None] = {}
        place = recall().place
        self._place = place if place in self._choices else next(iter(self._choices))

    def begin(self) -> None:
        """Check the lab where the student was last time."""
        self._check(self._place)

    def take(self, event: str) -> bool:
        """Act on a key, or on the name of a saved lab; false when it is time to go."""
        if event in ("q", "\x03", "\x04"):
            return False
        try:
            if event in self._choices:
                # Editors touch files that have not changed; nobody wants to read the same card twice for that.
                if self._choices[event].source != self._seen.get(event):
                    self._check(event)
            elif act := {"n": self._next, "h": self._hint, "l": self._list, "r": self._reset}.get(event):
                act()
        except UsageProblem as problem:
            self._say(f"gradkit: {problem}")
        return True

    def _check(self, lab: str) -> None:
        choice = self._choices[lab]
        before, self._seen[lab], self._place = self._seen.get(lab), choice.source, lab
        # What somebody has just written is checked and said first: the rest of the lab is seldom news.
        names = changed_functions(before or b"", self._seen[lab] or b"")
        changed = tuple(check for check in choice.checks if check.function in names)
        others = tuple(check for check in choice.checks if check not in changed)
        verdicts = self._grade(replace(choice, checks=changed)) if changed and others else []
        said = not all(verdict.fails_on_import for verdict in verdicts)
        if said:
            self._show(changed_lines([(choice, verdicts)]))
        rest = self._grade(replace(choice, checks=others) if verdicts else choice)
        self._verdicts[lab] = sorted((*verdicts, *rest), key=lambda verdict: choice.checks.index(verdict.check))
        remember(replace(recall(), place=lab))
        news = rest if said else self._verdicts[lab]
        self._show([*cards([(choice, news)]), "", *board([(choice, self._verdicts[lab])])])
        if all(verdict.passed for verdict in self._verdicts[lab]):
            self._lab_is_done()

    def _grade(self, choice: Choice) -> list[Verdict]:
        verdicts = self._session.grade(choice)
        tell(told_of(verdict.defect) for verdict in verdicts)
        return verdicts

    def _lab_is_done(self) -> None:
        if any(not v.passed for lab in self._choices for v in self._graded(lab)):
            self._say(wording.LAB_DONE)
            return
        # Everything once more, from the files as they are now: an ending should be true.
        graded = [(choice, self._session.grade(choice)) for choice in self._choices.values()]
        if all(verdict.passed for _, verdicts in graded for verdict in verdicts):
            self._show(["", *board(graded), ""])
            self._draw_losses()
            self._show([wording.THE_END])

    def _draw_losses(self) -> None:
        for choice in self._choices.values():
            for path, _ in draw(self._session.start(), choice, PICTURES, "--out", kind=Losses):
                self._say(wording.YOUR_LOSSES.format(path=path))

    def _graded(self, lab: str) -> list[Verdict]:
        if lab not in self._verdicts:
            self._verdicts[lab] = self._session.grade(self._choices[lab])
        return self._verdicts[lab]

    def _next(self) -> None:
        labs = list(self._choices)
        rest = labs[labs.index(self._place) + 1 :] + labs[: labs.index(self._place) + 1]
        unfinished = [lab for lab in rest if any(not verdict.passed for verdict in self._graded(lab))]
        self._check(unfinished[0] if unfinished else rest[0])

    def _hint(self) -> None:
        verdict = next_verdict([(self._choices[self._place], self._graded(self._place))])
        self._show(next_hint(verdict.check) if verdict else [wording.ALL_DONE])

    def _list(self) -> None:
        self._show(["", *board([(choice, self._graded(lab)) for lab, choice in self._choices.items()])])

    def _reset(self) -> None:
        self._say(reset(self._choices[self._place].lab))

    def _show(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._say(paint(line))
