"""The page of pairs who are worth a talk, for whoever teaches them and nobody else: same wrong numbers, unusual code."""

from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from autograder.judge.verdict import Status
from autograder.labs.catalogue import all_labs
from autograder.source import source_lines
from autograder.teaching import wording
from autograder.teaching.ledger.reading import people_of, read_sources
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.rows import LedgerRow
from autograder.teaching.similarity import Pair, pairs_of
from autograder.teaching.whole_files import replacing
from autograder.text import plain

TALK = "worth_a_talk.html"
# Of a lab: the students whose numbers are wrong in the same way in the same function, and a row of one of them.
Agreement = tuple[LedgerRow, list[str]]


def write_talk(folder: Path, rows: Iterable[LedgerRow], pages: Mapping[str, str]) -> str:
    """Write the page of a graded class, or remove it where there is nobody for it; return what leads to it, "" to none.

    `pages` are the names of the students' own.
    """
    wrong: dict[Hashable, list[LedgerRow]] = {}
    compiled = {}
    for row in rows:
        if row.status.has_numbers:
            compiled[row.student, row.lab] = row.file
        if numbers := _numbers(row):
            wrong.setdefault((row.lab, row.check, numbers), []).append(row)
    agreements = [(group[0], [row.student for row in group]) for group in wrong.values() if len(group) > 1]
    files = read_sources(folder) if agreements else {}
    found, left_out = [], []
    for lab in (lab.name for lab in all_labs()):
        of_lab = [one for one in agreements if one[0].lab == lab]
        sources = {student: files[file] for (student, name), file in compiled.items() if name == lab and file in files}
        if of_lab and sources:
            pairs, others = pairs_of(lab, ((row.check, students) for row, students in of_lab), sources)
            found += [_shown(pair, of_lab, sources) for pair in pairs]
            left_out += [(student, lab) for student in sorted(others)]
    if not found and not left_out:
        (folder / TALK).unlink(missing_ok=True)
        return ""
    called = {student: person.name for student, person in people_of(folder).items()}
    links = {student: quote(page) for student, page in pages.items()}
    with replacing(folder / TALK) as file:
        file.write(rendered("talk.html", pairs=found, left_out=left_out, called=called, links=links))
    return wording.TALKS[len(found) != 1].format(count=len(found)) if found else wording.TALK_LEFT_OUT


def _numbers(row: LedgerRow) -> Hashable:
    """Return what is wrong of a student's own numbers; None where nothing was compared, or nothing is their own."""
    facts, difference = row.facts, row.facts.difference
    if row.status is not Status.FAIL or facts.as_given or difference is None:
        return None
    return facts.fresh, difference.what, difference.got, facts.table, facts.path


def _shown(pair: Pair, agreements: list[Agreement], sources: Mapping[str, bytes]) -> Shown:
    checks, both = {match.check for match in pair.matches}, set(pair.students)
    return {
        "lab": pair.lab,
        "rows": [row for row, students in agreements if row.check in checks and both <= set(students)],
        "sides": [(name, _lines(pair, side, sources[name])) for side, name in enumerate(pair.students)],
    }


def _lines(pair: Pair, side: int, source: bytes) -> list[tuple[int, str, bool]]:
    """Return the functions of one of a pair, line by line: `(number, text, whether it is unusual and both have it)`."""
    text = source_lines(source)
    parts = {part for match in pair.matches for part in match.codes[side].parts}
    shown = sorted({number for first, last in parts for number in range(first, last + 1)})
    shared = {number for match in pair.matches for number in match.lines[side]}
    return [(number, plain(text[number - 1]), number in shared) for number in shown]
