"""What an author has to mend: where it is, and what to do."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """A line of an author's file, 0 for the file as a whole, and one sentence that says what to do about it."""

    path: Path
    line: int
    text: str

    def __str__(self) -> str:
        place = os.path.relpath(self.path)
        return f"{place}:{self.line}: {self.text}" if self.line else f"{place}: {self.text}"
