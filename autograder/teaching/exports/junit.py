"""JUnit's XML, which build servers show: a suite per student, a test case per check. Valid by Jenkins' junit-10.xsd."""

from xml.etree import ElementTree

from autograder.judge.verdict import Status
from autograder.teaching.exports.graded import Graded, Written
from autograder.teaching.pages.given import given_in
from autograder.teaching.pages.names import words_of
from autograder.teaching.rows import LedgerRow, grouped
from autograder.teaching.whole_files import drafted
from autograder.text import plain

NAME = "junit.xml"


def write(graded: Graded) -> Written:
    """Write `junit.xml`."""
    rows, grades = graded.rows, grouped(graded.grades, lambda grade: grade.student)
    counts = _counts(rows)
    del counts["skipped"]  # a suite may say how many were skipped; for all of them together there is no such attribute
    suites = ElementTree.Element("testsuites", {"name": "gradkit", **counts})
    for student, checks in grouped(rows, lambda row: row.student).items():
        suite = ElementTree.SubElement(suites, "testsuite", {"name": plain(student), **_counts(checks)})
        for row in checks:
            _case(suite, row)
        if said := list(given_in(grades[student])):
            ElementTree.SubElement(suite, "system-out").text = plain("\n".join(said))
    path = graded.folder / NAME
    ElementTree.indent(suites)
    with drafted(path) as draft:
        ElementTree.ElementTree(suites).write(draft, encoding="utf-8", xml_declaration=True)
    return Written((path,))


def _case(suite: ElementTree.Element, row: LedgerRow) -> None:
    case = ElementTree.SubElement(suite, "testcase", classname=row.lab, name=row.check, time=f"{row.seconds:.3f}")
    if kind := _kind(row):
        found = ElementTree.SubElement(case, kind, message=plain(words_of(row)), type=row.misconception or row.status)
        found.text = plain(row.message)


def _kind(row: LedgerRow) -> str:
    """Return the element that a status is: "" for a pass."""
    if row.status is Status.PASS:
        return ""
    return "skipped" if row.status.is_idle else "failure" if row.status is Status.FAIL else "error"


def _counts(rows: list[LedgerRow]) -> dict[str, str]:
    kinds = [_kind(row) for row in rows]
    counts = {"failures": kinds.count("failure"), "errors": kinds.count("error"), "skipped": kinds.count("skipped")}
    seconds = f"{sum(row.seconds for row in rows):.3f}"
    return {"tests": str(len(kinds)), **{name: str(count) for name, count in counts.items()}, "time": seconds}
