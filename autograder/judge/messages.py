"""What the judge asks the oracle, and how the oracle answers."""

from dataclasses import dataclass

import numpy as np

from autograder.errors import Defect
from autograder.trace.frame import pack, unpack
from autograder.trace.report import pack_report, unpack_report

# What the reference in the other precision is called in an answer.
TWIN = "twin"


@dataclass(frozen=True)
class Question:
    """`kind` is `reference` (the right traces, and their twins), `mistakes`, `rate` (the solution at another) or `device`.

    With a `probe`, that probe is run in place of the function's own, on the published cases alone: pictures are made so.
    """

    kind: str
    lab: str = ""
    function: str = ""
    device: str = "cpu"
    seed: int = 0
    probe: str = ""
    rate: float = 0.0


def pack_question(question):
    """Return the frame of a `Question`."""
    return pack(vars(question))


def unpack_question(frame):
    """Return the `Question` of a frame."""
    return Question(**unpack(frame)[0])


def pack_answer(named_reports):
    """Return the frame of `[(name, Report), …]`."""
    arrays = {str(number): _bytes(pack_report(report)) for number, (_, report) in enumerate(named_reports)}
    return pack({"names": [name for name, _ in named_reports]}, arrays)


def pack_defect(defect):
    """Return the frame that says why there is no answer."""
    return pack({"defect": [str(defect), defect.trace]})


def unpack_answer(frame):
    """Return the `[(name, Report), …]` of a frame. Raises the `Defect` that it holds instead of an answer."""
    header, arrays = unpack(frame)
    if "defect" in header:
        raise Defect(*header["defect"])
    return [(name, unpack_report(arrays[str(number)].tobytes())) for number, name in enumerate(header["names"])]


def _bytes(data):
    return np.frombuffer(data, dtype=np.uint8)
