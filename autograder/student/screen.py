"""What `gradkit watch` writes on: a rule with the time above each check, and a word that stands while something runs."""

import sys
import time
from collections.abc import Iterable

from autograder.student.terminal import columns, say
from autograder.student.wrapping import wrapped

# How long a rule is where no terminal says how wide it is.
RULE = 60


class Screen:
    """Standard output, the last line of which may be open: what was begun, then perhaps a word that will be gone."""

    def __init__(self) -> None:
        self._begun = self._passing = ""

    @property
    def is_open(self) -> bool:
        """Tell whether a line was begun and not ended."""
        return bool(self._begun)

    def rule(self, name: str) -> None:
        """Draw a line across, with the time and a name: what stands above it is of another save."""
        head = f"── {time.strftime('%H:%M:%S')}  {name} "
        self.say([head + "─" * ((columns(sys.stdout) or RULE) - len(head))])

    def busy(self, word: str) -> None:
        """Show a word until something is said, where somebody sits at a terminal."""
        if sys.stdout.isatty() and not self._passing:
            self._passing = f" {word}" if self._begun else word
            print(self._passing, end="", flush=True)

    def begin(self, text: str) -> None:
        """Write the beginning of a line."""
        self.say([])
        self._begun = text
        say([text], end="")

    def go_on(self, text: str) -> None:
        """Write the rest of the line that was begun."""
        self._erase()
        first, *more = wrapped([self._begun + text], columns(sys.stdout))
        say([first.removeprefix(self._begun), *more])
        self._begun = ""

    def say(self, lines: Iterable[str]) -> None:
        """Write lines, below what was begun."""
        self._erase()
        if self._begun:
            print()
        self._begun = ""
        say(lines)

    def _erase(self) -> None:
        count, self._passing = len(self._passing), ""
        print("\b" * count + " " * count + "\b" * count, end="", flush=True)
