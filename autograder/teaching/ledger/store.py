"""The ledger of a class: one row per check in SQLite, written as it happens. A run that was killed goes on from it.

All rows of one student's lab are written in one transaction, so that a lab is either done or has not been begun. What a
verdict rests on stands in its rows, and what it should rest on in the list of the class: where the two differ, it counts as
not there. So does an `infra` row when there is another chance to settle it.
"""

import collections
import contextlib
import json
import secrets
import sqlite3
from dataclasses import asdict, astuple, dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from autograder.errors import LedgerDamaged, LedgerInUse, LedgerUnusable, UnsoundRow
from autograder.judge.status import Status
from autograder.labs.catalogue import SEED_BITS, all_labs, lab_named
from autograder.student.rows import KEYS
from autograder.teaching.ledger.fingerprint import PARTS, Fingerprint
from autograder.teaching.rows import row_of
from autograder.teaching.submissions import refusal
from autograder.text import plain, said

NAME = "ledger.sqlite"
LOCK = ".lock"
# Of the tables below. A ledger with another number was made by another gradkit and is not touched.
FORMAT = 2
# A fingerprint is the digest of the file and that of its terms, the parts which many files share. Seeds are texts, because
# SQLite's whole numbers end at 64 bits.
_TERMS = PARTS[1:]
_COLUMNS = ", ".join(f"{part} {'INTEGER' if part == 'round' else 'TEXT'}" for part in _TERMS)
_SCHEMA = f"""
BEGIN;
CREATE TABLE settings (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE terms (terms TEXT PRIMARY KEY, {_COLUMNS}) WITHOUT ROWID;
CREATE TABLE handed_in (
    student TEXT, lab TEXT, place INTEGER, note TEXT, file TEXT, terms TEXT, points_before NUMERIC,
    PRIMARY KEY (student, lab)
) WITHOUT ROWID;
CREATE TABLE checks (
    student TEXT, lab TEXT, "check" TEXT, place INTEGER, file TEXT, terms TEXT, isolation TEXT,
    status TEXT, points NUMERIC, max_points NUMERIC, misconception TEXT, message TEXT, seconds REAL, facts TEXT,
    PRIMARY KEY (student, lab, "check")
) WITHOUT ROWID;
PRAGMA user_version = {FORMAT};
COMMIT;
"""
_SETTLED = f"min(status != '{Status.INFRA}')"
_SAME = "checks.file = h.file AND checks.terms = h.terms"
_OF_TASK = "student = :student AND lab = :lab"
_OUTSTANDING = f"""
FROM handed_in AS h WHERE NOT coalesce((
    SELECT {_SETTLED} FROM checks WHERE checks.student = h.student AND checks.lab = h.lab AND {_SAME}
), 0)
"""
# Why something is to be graded, beside the parts of a fingerprint that have changed.
NEW, UNSETTLED = "new", "unsettled"


@dataclass(frozen=True)
class Plan:
    """What a run is going to do: `entries` are `(task's keys and note, Fingerprint)` of who takes part in it.

    `due` says of each `(student, lab)` to be graded why: a tuple of `NEW`, `UNSETTLED` or the parts that have changed.
    `gone` are no longer in the class, `left` are those whose verdict rests on something older, and who do not take part.
    """

    entries: list
    due: dict[tuple[str, str], tuple[str, ...]]
    gone: list[tuple[str, str]]
    left: int


class Ledger:
    """The ledger in a folder, held by this process alone until it is closed. Raises `LedgerInUse` and `LedgerUnusable`."""

    def __init__(self, folder):
        folder = Path(folder)
        # The system lets go of the lock when its holder dies, however it dies.
        self._lock = FileLock(folder / LOCK)
        with _told():
            folder.mkdir(parents=True, exist_ok=True)
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                raise LedgerInUse(folder) from None
            try:
                self._rows = _open(folder / NAME)
            except BaseException:
                self._lock.release()
                raise

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        with contextlib.suppress(sqlite3.Error):
            self._rows.close()
        self._lock.release()

    def setting(self, name, default=None):
        """Return what was kept under a name."""
        with _told():
            found = self._rows.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return found[0] if found else default

    def keep(self, **settings):
        """Keep values for the next run."""
        with _told(), self._rows:
            self._rows.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", settings.items())

    def seed(self, wanted=None):
        """Return the class's seed: the one that is wanted, else the one of the last run, else a fresh one."""
        kept = self.setting("seed")
        if wanted is not None:
            return wanted
        return secrets.randbits(SEED_BITS) if kept is None else _whole("seed", kept)

    def rounds(self):
        """Return `{(student, lab): the round that its verdict is to be of}`, as it was noted last."""
        with _told():
            rows = self._rows.execute("SELECT student, lab, round FROM handed_in JOIN terms USING (terms)")
            return {(student, lab): number for student, lab, number in rows}

    def round(self):
        """Return how often this class was graded anew because somebody asked for it."""
        return _whole("round", self.setting("round", 0))

    def missing(self):
        """Return what did not hold student code in, in words, when somebody was graded last."""
        kept = self.setting("missing", "[]")
        try:
            words = json.loads(kept)
        except (ValueError, TypeError, RecursionError):
            words = None
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise LedgerDamaged(said(refusal.DAMAGED_SETTING, name="missing", value=repr(kept)))
        return tuple(words)

    def plan(self, entries, takes_part):
        """Return the `Plan` for `entries`, pairs of a task and its `Fingerprint`. Nothing is written.

        `takes_part(student, lab, statuses)` tells who is graded anew where something has changed; `statuses` are those in
        the ledger, none for somebody new.
        """
        with _told():
            # What is damaged is said before hours of grading, not after them.
            collections.deque(_current(self._rows), maxlen=0)
            known, statuses = self._known()
            class_so_far = set(self._rows.execute("SELECT CAST(student AS TEXT), CAST(lab AS TEXT) FROM handed_in"))
        kept, due, left, seen = [], {}, 0, set()
        for task, fingerprint in entries:
            key = (task.student, task.lab)
            seen.add(key)
            if not takes_part(*key, statuses.get(key, frozenset())):
                left += key in known and known[key] != fingerprint
                continue
            kept.append((*key, lab_named(task.lab).order, plain(task.note), fingerprint))
            if why := _why(known.get(key), fingerprint, statuses.get(key)):
                due[key] = why
        return Plan(kept, due, sorted(class_so_far - seen), left)

    def enrol(self, plan):
        """Note who takes part in a run, and what their verdicts rest on from now on."""
        terms = {fingerprint.terms: (fingerprint.terms, *astuple(fingerprint)[1:]) for *_, fingerprint in plan.entries}
        marks = ", ".join("?" * (len(_TERMS) + 1))
        with _told(), self._rows:
            self._rows.executemany(f"DELETE FROM handed_in WHERE {_OF_TASK}", map(_keys, plan.gone))
            self._rows.executemany(f"INSERT OR IGNORE INTO terms VALUES ({marks})", terms.values())
            # What somebody had is kept until they have something new: at the end of the run it is compared.
            self._rows.executemany(
                f"""INSERT INTO handed_in (student, lab, place, note, file, terms) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET note = excluded.note, file = excluded.file, terms = excluded.terms,
                points_before = CASE WHEN (handed_in.file, handed_in.terms) != (excluded.file, excluded.terms) THEN (
                    SELECT CASE WHEN {_SETTLED} THEN sum(points) END FROM checks AS c
                    WHERE c.student = excluded.student AND c.lab = excluded.lab
                ) ELSE points_before END""",
                ((*entry, fingerprint.file, fingerprint.terms) for *entry, fingerprint in plan.entries),
            )

    def labs(self):
        """Return the labs of the class, in the order of the course."""
        with _told():
            return [lab for (lab,) in self._rows.execute("SELECT lab FROM handed_in GROUP BY lab ORDER BY min(place)")]

    def students(self):
        """Return how many students have handed in something."""
        return self._count("SELECT count(DISTINCT student) FROM handed_in")

    def outstanding(self):
        """Return `{(student, lab), …}` of those that have not all of their rows, or rows that could not be settled."""
        with _told():
            return set(self._rows.execute(f"SELECT h.student, h.lab {_OUTSTANDING}"))

    def write(self, task, rows):
        """Write all rows of a task, in place of those it had."""
        where = {"student": task.student, "lab": task.lab, "file": task.sha256}
        with _told(), self._rows:
            # A file may have been saved again since the class was noted: what has been graded is what counts.
            self._rows.execute(f"UPDATE handed_in SET file = :file WHERE {_OF_TASK}", where)
            (where["terms"],) = self._rows.execute(f"SELECT terms FROM handed_in WHERE {_OF_TASK}", where).fetchone()
            self._rows.execute(f"DELETE FROM checks WHERE {_OF_TASK}", where)
            for place, row in enumerate(rows):
                self._rows.execute(
                    """INSERT INTO checks VALUES (:student, :lab, :check, :place, :file, :terms, :isolation, :status,
                    :points, :max_points, :misconception, :message, :seconds, :facts)""",
                    {**vars(row), **where, "place": place, **_written(row)},
                )

    def rows(self):
        """Yield the class's rows in order."""
        with _told():
            yield from _current(self._rows)

    def moved(self):
        """Return `[(student, lab, points before, points now), …]` of who has other points than before, and forget it."""
        found = f"""
            SELECT h.student, h.lab, points_before, sum(points) FROM handed_in AS h JOIN checks USING (student, lab)
            WHERE points_before IS NOT NULL AND {_SAME} GROUP BY 1, 2 HAVING {_SETTLED} ORDER BY 1, h.place
        """
        with _told(), self._rows:
            rows = self._rows.execute(found).fetchall()
            forget = f"UPDATE handed_in SET points_before = NULL WHERE {_OF_TASK}"
            self._rows.executemany(forget, (_keys(row) for row in rows))
        for student, lab, *points in rows:
            if any(isinstance(number, (str, bytes)) for number in points):
                raise LedgerDamaged(
                    said(refusal.DAMAGED_ROW, student=student, lab=lab, check="points", fault=repr(points))
                )
        return [row for row in rows if row[2] != row[3]]

    def gone(self):
        """Return `[(student, lab), …]` that were graded once and are in the class no longer."""
        with _told():
            return self._rows.execute(
                "SELECT DISTINCT student, lab FROM checks EXCEPT SELECT student, lab FROM handed_in ORDER BY 1, 2"
            ).fetchall()

    def _known(self):
        """Return what the verdicts in the ledger rest on, and their statuses: two dicts by `(student, lab)`."""
        rests_on, statuses = {}, {}
        rows = self._rows.execute(
            f"SELECT DISTINCT student, lab, status, file, {', '.join(_TERMS)} FROM checks JOIN terms USING (terms)"
        )
        for student, lab, status, *parts in rows:
            rests_on[student, lab] = Fingerprint(*parts)
            statuses.setdefault((student, lab), set()).add(status)
        whole = {lab.name: len(lab.checks) for lab in all_labs()}
        for student, lab, count in self._rows.execute("SELECT student, lab, count(*) FROM checks GROUP BY 1, 2"):
            if count != whole.get(lab, count):  # all rows of a lab are written at once: some have been taken out since
                rests_on.pop((student, lab), None)
        return rests_on, statuses

    def _count(self, question):
        with _told():
            return self._rows.execute(question).fetchone()[0]


def rows_of(folder):
    """Return the rows of the ledger in a folder, as `Ledger.rows` does, without holding it. Raises `LedgerUnusable`."""
    path = Path(folder, NAME)
    with _told(), contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as rows:
        return list(_current(rows))


def _why(known, wanted, statuses):
    """Return why something is to be graded, `()` where it is not. `known` and `statuses` are those of its verdict."""
    if known is None:
        return (NEW,)
    if changed := tuple(part for part in PARTS if getattr(known, part) != getattr(wanted, part)):
        return changed
    return (UNSETTLED,) if Status.INFRA in statuses else ()


def _keys(entry):
    return {"student": entry[0], "lab": entry[1]}


def _current(rows):
    """Yield the rows that count, of who is in the class. Raises `LedgerDamaged` at one that gradkit cannot have written."""
    columns = ", ".join(f'"{name}"' for name in KEYS)
    found = rows.execute(
        f"SELECT {columns}, facts, note FROM checks JOIN handed_in AS h USING (student, lab) LEFT JOIN terms"
        f" ON terms.terms = checks.terms WHERE {_SAME} ORDER BY student, h.place, checks.place"
    )
    for values in found:
        data = dict(zip((*KEYS, "facts", "note"), values, strict=True))
        try:
            yield _read(data)
        except UnsoundRow as problem:
            where = {name: data[name] for name in ("student", "lab", "check")}
            raise LedgerDamaged(said(refusal.DAMAGED_ROW, **where, fault=problem)) from None


def _read(data):
    """Return a row of the ledger as it was written. Raises `UnsoundRow`."""
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        data["facts"] = json.loads(data["facts"])
    if _is_digits(data["seed"]):
        data["seed"] = int(data["seed"])
    return row_of(data)


def _whole(name, kept):
    """Return a setting that is a whole number. Raises `LedgerDamaged`."""
    if isinstance(kept, int) or _is_digits(kept):
        return int(kept)
    raise LedgerDamaged(said(refusal.DAMAGED_SETTING, name=name, value=repr(kept)))


def _is_digits(value):
    return isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= SEED_BITS


def _written(row):
    """Return the columns of a row that need another form in a table: no control characters, facts as JSON."""
    return {"message": plain(row.message), "facts": json.dumps(asdict(row.facts))}


def _open(path):
    rows = sqlite3.connect(path, timeout=10.0)
    try:
        if rows.execute("PRAGMA user_version").fetchone()[0] not in (0, FORMAT):
            raise LedgerUnusable("it was made by another version of gradkit")
        rows.execute("PRAGMA journal_mode = WAL")
        # A commit is on its way to the disk, not on it: killed processes lose nothing, a power cut the last second.
        rows.execute("PRAGMA synchronous = NORMAL")
        if not rows.execute("PRAGMA user_version").fetchone()[0]:
            rows.executescript(_SCHEMA)
    except BaseException:
        rows.close()
        raise
    return rows


@contextlib.contextmanager
def _told():
    """Turn what SQLite and the system say into one exception with one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        raise LedgerUnusable(getattr(problem, "strerror", None) or str(problem)) from None
