"""`gradkit watch`: every save is checked at once, by workers that are warm already."""

import queue
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from autograder.errors import UsageProblem
from autograder.judge.verdict import Status, Verdict
from autograder.labs.pictures import Losses
from autograder.language import told
from autograder.student import wording
from autograder.student.board import board, card_of, lab_line, next_verdict, score_line, to_do, was_tried
from autograder.student.card import place_of
from autograder.student.choice import Choice
from autograder.student.defects import tell, told_of
from autograder.student.ending import PICTURES, endings, the_end
from autograder.student.hints import next_hint, recall, remember
from autograder.student.plot import draw, is_drawable
from autograder.student.reset import reset
from autograder.student.screen import Screen
from autograder.student.session import Session
from autograder.student.terminal import hear_ctrl_c, opened, pressed

# How long the file system has to be quiet before a save counts as one, and how often it is asked, in milliseconds. An
# editor that writes a file in two steps is done within it.
QUIET_MS, STEP_MS = 30, 10
# How long quitting waits for the thread that follows the files, in seconds. It holds nothing that could be lost.
PATIENCE = 2
# How long a file may be gone, in seconds: some editors delete it and then write it anew.
GONE = 0.2
_DEFINITION = re.compile(rb"^(?:async +)?def +([A-Za-z_]\w*)", re.MULTILINE)


def watch(choices: Sequence[Choice], *, poll: bool) -> None:
    """Check the lab in `choices` where the student was, then each that is saved, until q or Ctrl-C."""
    hear_ctrl_c()
    events: queue.Queue[str] = queue.Queue()
    stop, screen = threading.Event(), Screen()
    with Session(choices) as session, pressed(events.put) as has_keys:
        watcher = _Watcher(choices, session, screen, events, has_keys=has_keys)
        screen.say([told(wording.WATCHING, folder=choices[0].path.parent)])
        screen.say([told(wording.KEYS if has_keys else wording.NO_KEYS)])
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
    screen.say([told(wording.WATCH_ENDS)])


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


def _source_of(choice: Choice) -> bytes | None:
    """Return what is in a file, or None where it is gone and does not come back at once."""
    if choice.source is None:
        time.sleep(GONE)
    return choice.source


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
    """What a session of watching knows: the labs' latest verdicts, where the student is, and what is to be done there."""

    def __init__(
        self, choices: Sequence[Choice], session: Session, screen: Screen, events: queue.Queue[str], *, has_keys: bool
    ) -> None:
        self._choices = {choice.lab.name: choice for choice in choices}
        self._session, self._screen, self._events, self._has_keys = session, screen, events, has_keys
        self._verdicts: dict[str, list[Verdict]] = {}
        self._seen = {choice.lab.name: choice.source for choice in choices}
        self._to_do: Verdict | None = None
        place = recall().place
        self._place = place if place in self._choices else next(iter(self._choices))

    def begin(self) -> None:
        """Check the lab where the student was last time."""
        self._check(self._place)

    def take(self, event: str) -> bool:
        """Act on a key, or on the name of a saved lab; false when it is time to go."""
        if event in ("q", "\x03", "\x04"):
            return False
        keys = {"n": self._next, "h": self._hint, "l": self._list, "r": self._reset, "p": self._picture}
        try:
            if event in self._choices:
                # Editors touch files that have not changed; nobody wants to read the same card twice for that.
                if self._choices[event].source != self._seen[event] or event not in self._verdicts:
                    self._check(event)
            elif act := keys.get(event):
                act()
        except UsageProblem as problem:
            self._screen.say([f"gradkit: {problem}"])
        return True

    def _check(self, lab: str) -> None:
        choice = self._choices[lab]
        before, self._seen[lab], self._place = self._seen[lab], _source_of(choice), lab
        self._screen.rule(choice.path.name)
        self._screen.busy(told(wording.CHECKING))
        # What somebody has just written is checked and said first: the rest of the lab is seldom news.
        names = changed_functions(before or b"", self._seen[lab] or b"")
        changed = tuple(check for check in choice.checks if check.function in names)
        others = tuple(check for check in choice.checks if check not in changed)
        first = self._grade(replace(choice, checks=changed)) if changed and others else []
        if first and all(verdict.fails_on_import for verdict in first):
            # So it is for the others, and it may have taken long.
            wrong, rest = None, [replace(first[0], check=check) for check in others]
        else:
            wrong = self._say_changed(choice, first)
            rest = self._grade(replace(choice, checks=others) if first else choice)
        every = sorted((*first, *rest), key=lambda verdict: choice.checks.index(verdict.check))
        if not wrong:
            unsolved = {verdict.check for verdict in self._verdicts.get(lab, ()) if not verdict.passed}
            news = [v for v in rest if v.check in changed or (v.passed and v.check in unsolved)]
            wrong = self._say_changed(choice, every if all(verdict.fails_on_import for verdict in every) else news)
        self._verdicts[lab] = every
        remember(replace(recall(), place=lab))
        self._to_do = wrong or next_verdict([(choice, every)]) or next(filter(was_tried, every), None)
        if not wrong:
            self._say_next()
        self._screen.say(["", lab_line(choice.lab, every), self._score(every)])
        if all(verdict.passed for verdict in every):
            self._lab_is_done()

    def _grade(self, choice: Choice) -> list[Verdict]:
        verdicts = self._session.grade(choice)
        tell(told_of(verdict.defect) for verdict in verdicts)
        return verdicts

    def _say_changed(self, choice: Choice, verdicts: Sequence[Verdict]) -> Verdict | None:
        """Say what became of functions that were just written: a line for each that is right, a card for one that is not.

        Return the verdict on that one. Where there is none, a line on what was solved is left for the next thing to end.
        """
        passed = {verdict.check for verdict in self._verdicts.get(choice.lab.name, ()) if verdict.passed}
        right = [verdict.check for verdict in verdicts if verdict.passed]
        for check in right:
            if check in passed:
                self._screen.say([told(wording.NOW_RIGHT, function=check.function)])
            else:
                points = told(wording.POINTS, count=check.points)
                self._screen.begin(told(wording.SOLVED, function=check.function, points=points))
        is_broken = bool(verdicts) and all(verdict.fails_on_import for verdict in verdicts)
        wrong = verdicts[0] if is_broken else next(filter(was_tried, verdicts), None)
        if wrong:
            card = card_of(choice, wrong, told(wording.WHOLE_FILE) if is_broken else "")
            self._screen.say(["", *card] if right else card)
        elif right:
            self._screen.busy(told(wording.CHECKING))
        return wrong

    def _say_next(self) -> None:
        """Say what is to be done in this lab, with its card where that was tried before."""
        verdict, choice = self._to_do, self._choices[self._place]
        if verdict is None:
            return
        if verdict.status is Status.MISSING:
            self._screen.say([f"{told(verdict.detail)}{told(wording.OR_RESET) if self._has_keys else ''}"])
            return
        is_open = self._screen.is_open
        if is_open:
            place = place_of(verdict, choice.shown_path)
            self._screen.go_on(f" {told(wording.NEXT, function=verdict.check.function, place=place)}")
        if was_tried(verdict):
            self._screen.say([*([""] if is_open else []), *card_of(choice, verdict)])
        elif not is_open:
            self._screen.say([to_do(verdict, choice.shown_path)])

    def _score(self, verdicts: Sequence[Verdict]) -> str:
        if self._to_do is None or self._to_do.fails_on_import or self._to_do.status is Status.MISSING:
            return score_line(verdicts)  # no hint would help
        stuck = wording.STUCK_KEY if self._has_keys else wording.STUCK
        return f"{score_line(verdicts)}    {told(stuck, name=self._to_do.check.name)}"

    def _lab_is_done(self) -> None:
        if any(not v.passed for lab in self._choices for v in self._graded(lab)):
            place = self._place
            ended = endings(self._session, [(self._choices[place], self._verdicts[place])])
            self._screen.say([*ended, *([""] if ended else []), told(wording.LAB_DONE)])
            return
        # Everything once more, from the files as they are now: an ending should be true.
        graded = [(choice, self._session.grade(choice)) for choice in self._choices.values()]
        if all(verdict.passed for _, verdicts in graded for verdict in verdicts):
            self._screen.say(["", *board(graded), ""])
            self._draw_losses()
            self._screen.say(the_end(graded))

    def _draw_losses(self) -> None:
        for choice in self._choices.values():
            for path, _ in draw(self._session.start(), choice, PICTURES, "--out", kind=Losses):
                self._screen.say([told(wording.YOUR_LOSSES, path=path)])

    def _graded(self, lab: str) -> list[Verdict]:
        if lab not in self._verdicts:
            self._screen.busy(told(wording.CHECKING))
            self._verdicts[lab] = self._session.grade(self._choices[lab])
        return self._verdicts[lab]

    def _next(self) -> None:
        labs = list(self._choices)
        here = labs.index(self._place) + 1
        rest = labs[here:] + labs[:here]
        self._check(next((lab for lab in rest if any(not verdict.passed for verdict in self._graded(lab))), rest[0]))

    def _hint(self) -> None:
        to_do = self._to_do
        self._screen.say(["", *next_hint(to_do.check, to_do.misconception)] if to_do else [told(wording.LAB_DONE)])

    def _list(self) -> None:
        graded = [(choice, self._graded(lab)) for lab, choice in self._choices.items()]
        here = self._choices[self._place]
        lines = [f"{'>' if choice is here else ' '} {lab_line(choice.lab, verdicts)}" for choice, verdicts in graded]
        every = [verdict for _, verdicts in graded for verdict in verdicts]
        done = told(wording.ALL_DONE, lab="LAB") if all(verdict.passed for verdict in every) else told(wording.LAB_DONE)
        next_thing = to_do(self._to_do, here.shown_path) if self._to_do else done
        self._screen.say(["", *lines, "", next_thing, self._score(every)])

    def _reset(self) -> None:
        self._screen.say([reset(self._choices[self._place].lab, self._agrees)])

    def _agrees(self, question: str) -> bool:
        """Ask, and take the next key for the answer. What is saved meanwhile is checked afterwards."""
        self._screen.say([question])
        saved = []
        while (event := self._events.get()) in self._choices:
            saved.append(event)
        for name in saved:
            self._events.put(name)
        return event.lower() in told(wording.YES).split()

    def _picture(self) -> None:
        """Draw a picture and show it: of the function that is to be done, or else of another one in the lab."""
        choice = self._choices[self._place]
        is_drawable(choice)
        self._screen.busy(told(wording.DRAWING))
        reasons: list[str] = []
        parts = [replace(choice, checks=(self._to_do.check,))] if self._to_do else []
        for part in (*parts, choice):
            drawn = list(draw(self._session.start(), part, PICTURES, "--out"))
            reasons += [reason for _, reason in drawn if reason]
            if paths := [path for path, reason in drawn if not reason]:
                opened(paths[0].absolute())
                self._screen.say(told(wording.YOUR_PICTURE, path=path) for path in paths)
                return
        self._screen.say(reasons[:1])
