"""What an author says of a course in `gradkit.toml`, all of it optional."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from typing import Annotated, Any

from autograder.errors import CourseFileUnusable
from autograder.labs.authors_files import ADVICE, HOW_DATES

NO_SUCH_TIMEZONE = (
    'gradkit.toml: {timezone} is no time zone that this machine knows; one is called as in "Europe/Berlin", and where all '
    "are lacking, type: pip install tzdata"
)
# Which of several attempts counts.
LATEST, BEST = "latest", "best"
ATTEMPTS = (LATEST, BEST)
_ONE_OF = {ADVICE: f"say {' or '.join(ATTEMPTS)}"}
_DATES = {ADVICE: HOW_DATES}
_KEPT_FROM_STUDENTS = ("course", "seed", "extensions")
_Amount = Annotated[float, lambda amount: amount >= 0]


@dataclass(frozen=True)
class Late:
    """What lateness costs for every day or hour that has begun, in points or in percent of the lab's.

    `at_most` is the most that it can cost, in the same; up to `grace_minutes` it costs nothing.
    """

    percent_per_day: _Amount | None = None
    percent_per_hour: _Amount | None = None
    points_per_day: _Amount | None = None
    points_per_hour: _Amount | None = None
    at_most: _Amount | None = None
    grace_minutes: _Amount = 0


NEVER_MIND = Late()


@dataclass(frozen=True)
class Settings:
    """The keys of a `gradkit.toml`.

    `course` is the folder of another course, whose labs are meant. `language` is what students are told things in, as in
    "de". `labs` are the names of those that are out, in order. `points` has other points for a check, as in
    `{"slope_and_bias.forward": 4}`; `weeks` says in which week of a course a lab is due. `seed` is what fresh inputs are
    drawn from, a number or its digits. `due` has a lab's date, `extensions` those of a student, by lab; where these have no
    offset from UTC, they are in `timezone`, or this machine's where none is named.
    """

    title: str = ""
    course: str = ""
    language: str = ""
    labs: tuple[str, ...] = ()
    points: dict[str, int] = field(default_factory=dict, hash=False)
    weeks: dict[str, int] = field(default_factory=dict, hash=False)
    seed: object = None
    timezone: str = ""
    attempts: Annotated[str, ATTEMPTS.__contains__] = field(default=LATEST, metadata=_ONE_OF)
    due: dict[str, date] = field(default_factory=dict, hash=False, metadata=_DATES)
    late: Late = NEVER_MIND
    extensions: dict[str, dict[str, date]] = field(default_factory=dict, hash=False, metadata=_DATES)

    @property
    def said(self) -> dict[str, Any]:
        """What is otherwise than where nobody says anything."""
        return {name: value for name, value in vars(self).items() if value != getattr(Settings(), name)}

    def for_students(self) -> str:
        """Return such a file with all that students may know, which seed and extensions are not; "" for nothing."""
        # With their offsets, so that they mean the same on every machine, and on one that knows no time zones.
        exact = replace(self, timezone="", due={lab: self.moment(day) for lab, day in self.due.items()})
        told = {name: value for name, value in exact.said.items() if name not in _KEPT_FROM_STUDENTS}
        lines = [f"{name} = {_toml(value)}" for name, value in told.items()]
        return "".join(f"{line}\n" for line in lines)

    @property
    def zone(self) -> tzinfo | None:
        """The course's time zone, None for this machine's. Raises `CourseFileUnusable`."""
        return zone_called(self.timezone)

    def moment(self, day: date) -> datetime:
        """Return a date with its offset from UTC; without a time it is the end of that day. Raises `CourseFileUnusable`."""
        moment = day if isinstance(day, datetime) else datetime.combine(day, time(23, 59, 59))
        zone = moment.tzinfo or self.zone
        return moment.replace(tzinfo=zone) if zone else moment.astimezone()


def zone_called(name: str) -> tzinfo | None:
    """Return the time zone of a name, None for "". Raises `CourseFileUnusable`."""
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name) if name else None
    except (ValueError, LookupError, OSError):
        raise CourseFileUnusable(NO_SUCH_TIMEZONE, timezone=name) from None


def _toml(value: object) -> str:
    """Return a text, a number, a date, a list or a table of these as TOML has it in a line."""
    if isinstance(value, Late):
        value = {name: amount for name, amount in vars(value).items() if amount != getattr(NEVER_MIND, name)}
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_toml(name)} = {_toml(inner)}" for name, inner in value.items()) + " }"
    return value.isoformat() if isinstance(value, datetime) else json.dumps(value, ensure_ascii=False)
