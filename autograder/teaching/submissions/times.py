"""When something was handed in, as a text says it: ISO 8601 in UTC, "" for no moment. A file's own times never count."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from autograder.teaching.rows import is_moment

# nbgrader writes it beside what a student submitted.
TIMESTAMP = "timestamp.txt"
# Longer than any date is.
TIMESTAMP_LIMIT = 100
# What a text that lacks a year is filled up from.
_NO_DATE = datetime(1, 1, 1)
# As Blackboard writes it into names, and `nbgrader zip_collect` takes it from there.
IN_NAMES = "%Y-%m-%d-%H-%M-%S"


def in_utc(moment: datetime) -> str:
    """Return a moment with an offset, or by this machine's clocks, as rows keep it. Raises `ValueError` for ages away."""
    text = moment.astimezone(UTC).isoformat(timespec="seconds")
    if not is_moment(text):
        raise ValueError(text)
    return text


def by_clock(text: str, form: str, zone: tzinfo | None) -> str:
    """Return what the clocks of a zone (None: of this machine) showed, from a text of that form."""
    try:
        return in_utc(datetime.strptime(text, form).replace(tzinfo=zone))
    except (ValueError, OverflowError):
        return ""


def timestamp(text: str) -> str:
    """Return what a `timestamp.txt` says, in whichever form nbgrader reads; what names no zone is in UTC, as it is there.

    A zone is looked up by its name alone: `dateutil`, left to itself, would open any file that a student names.
    """
    from dateutil import parser

    words = text[:TIMESTAMP_LIMIT].split()
    if len(words) == 1 and (moment_in_name := by_clock(words[0], IN_NAMES, UTC)):
        return moment_in_name
    try:
        zone = _zone(words.pop()) if words and "/" in words[-1] else None
        moment = parser.parse(" ".join(words), default=_NO_DATE, tzinfos=_zone)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=zone or UTC)
        return in_utc(moment) if moment.year > _NO_DATE.year else ""
    except (ValueError, OverflowError, LookupError, OSError):
        return ""


def _zone(name: str | None, offset: int | None = None) -> tzinfo | None:
    """Return the zone of a name, or of an offset in seconds. Raises `ValueError`, `LookupError` or `OSError` for none."""
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    return ZoneInfo(name) if name else None
