"""When a lab is due for whom, and what it costs to be late."""

import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Annotated, Self

from autograder.errors import CourseFileUnusable
from autograder.labs.settings import ATTEMPTS, LATEST, NEVER_MIND, Late, Settings, zone_called
from autograder.plain_data import read
from autograder.teaching import wording

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_WHOLE = 100  # percent


@dataclass(frozen=True)
class Policy:
    """What a course says of dates: when a lab is `due`, and for whom later, all with an offset from UTC.

    `extensions` are by student, then by lab. `attempts` says which of several counts: the latest, or the best after its
    penalty. Days begin and end by the clocks of `timezone`, this machine's where it is "".
    """

    due: dict[str, datetime] = field(default_factory=dict)
    late: Late = NEVER_MIND
    extensions: dict[str, dict[str, datetime]] = field(default_factory=dict)
    attempts: Annotated[str, ATTEMPTS.__contains__] = LATEST
    timezone: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Return what a `gradkit.toml` says of dates. Raises `CourseFileUnusable`."""
        rates = [name for name, amount in vars(settings.late).items() if "_per_" in name and amount is not None]
        if len(rates) > 1:
            raise CourseFileUnusable(wording.TWO_RATES, names=" and ".join(rates))
        if (most := settings.late.at_most or 0) > _WHOLE and rates and rates[0].startswith("percent"):
            raise CourseFileUnusable(wording.MORE_THAN_ALL, value=f"{most:g}", name=rates[0])
        due = {lab: settings.moment(day) for lab, day in settings.due.items()}
        extensions = {
            student: {lab: settings.moment(day) for lab, day in days.items()}
            for student, days in settings.extensions.items()
        }
        return cls(due, settings.late, extensions, settings.attempts, settings.timezone)

    @classmethod
    def of_json(cls, text: str) -> Self:
        """Return what `as_json` wrote. Raises `ValueError` for anything else."""
        return read(cls, json.loads(text))

    def as_json(self) -> str:
        """Return it as a ledger keeps it."""
        return json.dumps(asdict(self), default=datetime.isoformat)

    def due_of(self, student: str, lab: str) -> datetime | None:
        """Return when a student's lab is due, by the course's clocks; None where nobody says."""
        due = self.extensions.get(student, {}).get(lab, self.due.get(lab))
        return due and self.local(due)

    def local(self, moment: datetime) -> datetime:
        """Return a moment by the course's clocks. Raises `CourseFileUnusable` where this machine knows no such zone."""
        return moment.astimezone(zone_called(self.timezone))

    def penalty(self, handed_in: datetime, due: datetime, most: float) -> float:
        """Return the points that lateness costs in a lab of `most` points."""
        late, grace = self.late, timedelta(minutes=self.late.grace_minutes)
        over = late_by(handed_in, due) - grace
        if over <= timedelta():
            return 0.0
        # A day is over when the clock on the wall says so, however long it was: clocks are put forward and back.
        by_clock = _naive(self.local(handed_in)) - _naive(self.local(due)) - grace
        days, hours = (max(1, -(-time // unit)) for time, unit in ((by_clock, _DAY), (over, _HOUR)))
        percent = days * (late.percent_per_day or 0) + hours * (late.percent_per_hour or 0)
        points = percent * most / 100 + days * (late.points_per_day or 0) + hours * (late.points_per_hour or 0)
        unit = most / 100 if percent else 1
        at_most = most if late.at_most is None else late.at_most * unit
        return round(min(points, at_most), 6)


def late_by(handed_in: datetime, due: datetime) -> timedelta:
    """Return how long after its due date something came, none where it was in time."""
    return max(
        handed_in.astimezone(UTC) - due.astimezone(UTC), timedelta()
    )  # within one zone Python counts by the clock


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
