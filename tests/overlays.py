"""Submissions written as what differs from the solution: see tests/submissions/README.md."""

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.labs.catalogue import lab_named
from autograder.sandbox.launch import slow_modules
from tests.places import SOLUTIONS

# What a submission by torch.func has imported.
COMPILER = "torch._dynamo.compiled_autograd"
FOLDER = Path(__file__).parent / "submissions"
_EXPECT = re.compile(rb"^# expect: (\w+) (\w+)(?: ([\w-]+))?\s*$", re.MULTILINE)


@dataclass(frozen=True)
class Overlay:
    """One submission: its lab, its source, and the expected `(status, slug)` of the checks that it names."""

    path: Path

    @property
    def lab(self):
        return lab_named(self.path.parent.name)

    @property
    def source(self):
        text = self.path.read_bytes()
        if b"# alone" in text.partition(b"\n\n")[0]:
            return text
        return (SOLUTIONS / f"{self.lab.name}.py").read_bytes() + b"\n\n" + text

    @property
    def expected(self):
        found = _EXPECT.findall(self.path.read_bytes())
        return {name.decode(): (status.decode(), slug.decode()) for name, status, slug in found}

    @property
    def needs_the_wall(self):
        """Tell whether it would do harm, or get another verdict, where there is no wall."""
        return b"\n# needs: level A\n" in self.path.read_bytes()

    @property
    def brings_the_compiler(self):
        return COMPILER in slow_modules(self.source)

    @property
    def name(self):
        return f"{self.path.parent.name}/{self.path.stem}"


def overlays(kind):
    """Return the submissions of a folder (`right`, `wrong`, `hostile`), in the order of their names."""
    return [Overlay(path) for path in sorted((FOLDER / kind).glob("*/*.py"))]


RIGHT = [overlay for overlay in overlays("right") if not overlay.brings_the_compiler]
RIGHT_BY_TORCH_FUNC = [overlay for overlay in overlays("right") if overlay.brings_the_compiler]
