"""One check as one line of JSON, with the keys that scripts rely on."""

import json
from dataclasses import dataclass, fields
from typing import Annotated, Self

from autograder.judge.status import Status
from autograder.judge.verdict import Verdict
from autograder.student.card import message

LEVELS = ("A", "B", "C")  # of isolation
_NAME_LIMIT, _COUNT_LIMIT = 1024, 1 << 128


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _NAME_LIMIT


def _is_count(number: int) -> bool:
    return 0 <= number < _COUNT_LIMIT


def _is_amount(number: float) -> bool:
    return number >= 0


# What a value has to be beside its type. Rows that come from elsewhere are held against it.
Name = Annotated[str, _is_name]
Count = Annotated[int, _is_count]
Amount = Annotated[float, _is_amount]
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
