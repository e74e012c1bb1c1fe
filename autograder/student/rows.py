"""One check as one line of JSON, with the keys that scripts rely on."""

import json
from dataclasses import dataclass, fields
from typing import Annotated, Self

from autograder.judge.verdict import Status, Verdict
from autograder.student.card import message

LEVELS = ("A", "B", "C")  # of isolation
# What a value has to be beside its type. Rows that come from elsewhere are held against it.
Name = Annotated[str, lambda name: 0 < len(name) <= 1024]
Count = Annotated[int, lambda count: 0 <= count < 1 << 128]
Amount = Annotated[float, lambda amount: amount >= 0]
Level = Annotated[str, LEVELS.__contains__]


@dataclass(frozen=True)
class Row:
    """What everybody may know of one check of one student. Its fields are the keys of `results.jsonl`, in their order."""

    student: Name
    lab: Name
    check: Name
    status: Status
    points: Amount
    max_points: Amount
    misconception: Name | None
    message: str
    seconds: Amount
    isolation: Level
    device: Name
    seed: Count

    @classmethod
    def of(cls, verdict: Verdict, student: str, text: str | None = None) -> Self:
        """Return the row of a verdict. `message` is its card, or another `text`, and empty for what passed."""
        if text is None:
            text = "" if verdict.passed else message(verdict)
        return cls(
            student=student,
            lab=verdict.check.lab,
            check=verdict.check.function,
            status=verdict.status,
            points=verdict.points,
            max_points=verdict.check.points,
            misconception=verdict.misconception or None,
            message=text,
            seconds=round(verdict.seconds, 4),
            isolation=verdict.isolation,
            device=verdict.device,
            seed=verdict.seed,
        )

    def as_json(self) -> str:
        """Return the row as one line of JSON."""
        return json.dumps({name: getattr(self, name) for name in KEYS}, ensure_ascii=False)


KEYS = tuple(field.name for field in fields(Row))
