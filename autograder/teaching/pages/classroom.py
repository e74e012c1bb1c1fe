"""The page of a class, which plans the next lesson: what to talk about, with whom, and how everybody did."""

from collections import Counter
from collections.abc import Iterable

from autograder.judge.verdict import Status
from autograder.language import in_english
from autograder.student.board import status_words
from autograder.teaching import wording
from autograder.teaching.grades.deadlines import Policy
from autograder.teaching.grades.grade import Grade, grades_of
from autograder.teaching.grades.overrides import since
from autograder.teaching.pages.attention import Change, again, changes_of, needs_of
from autograder.teaching.pages.clusters import Cluster, clusters_of
from autograder.teaching.pages.dates import lasting
from autograder.teaching.pages.lesson import FEWEST, Sources, named_mistakes, quoted, things_for_tomorrow
from autograder.teaching.pages.loading import GradedRun
from autograder.teaching.pages.members import Member, members_of
from autograder.teaching.pages.names import course_order, lab_title
from autograder.teaching.pages.rendering import Shown, rendered
from autograder.teaching.pages.scores import histogram_of, how_graded, line_of, sections_of, summary_of
from autograder.teaching.rows import LedgerRow, grouped

_NAMES_SHOWN = 40
_CLUSTERS_SHOWN = 10
_NOTES_SHOWN = 12


def class_page(
    rows: Iterable[LedgerRow],
    *,
    run: GradedRun,
    grades: Iterable[Grade] | None = None,
    earlier: Iterable[LedgerRow] = (),
    sources: Sources | None = None,
    talks: str = "",
) -> str:
    """Return the page of a class. `rows` are those that count, with as much of their facts as `needed` leaves.

    Without `grades` no person, date or decision is known. `earlier` are the rows of what was handed in before, `sources`
    the files that stopped lines are quoted from, and `talks` what leads to the page of pairs worth a talk.
    """
    rows = sorted(rows, key=lambda row: (row.student, course_order(row)))
    checks = sorted(grouped(rows, lambda row: (row.lab, row.check)).values(), key=lambda group: course_order(group[0]))
    functions = {lab: [row.check for row, *_ in of_lab] for lab, of_lab in _by_lab(checks).items()}
    members = members_of(rows, grades_of(rows, {}, Policy()) if grades is None else grades, functions)
    clusters, named = clusters_of(member.rows for member in members), named_mistakes(rows)
    shared = [cluster for cluster in clusters if len(cluster.rows) >= FEWEST]
    changes = changes_of(members, earlier)
    needs, notes = needs_of(members, changes), _notes(members)
    return rendered(
        "classroom.html",
        title=wording.CLASS_TITLE.format(labs=", ".join(map(lab_title, functions))),
        summary=summary_of(members, len(checks), functions),
        talks=talks,
        things=[_thing(one, members, sources or {}) for one in things_for_tomorrow(rows, named, shared)],
        doubtful=_doubtful(shared, rows),
        needs=needs,
        again=again(changes),
        late=_late(members),
        given=_given(members),
        sections=sections_of(members, needs, named, shared),
        misconceptions=[{"mistake": one, **_people(members, one.students)} for one in named],
        clusters=[_cluster(one, members, sources or {}) for one in shared],
        clusters_shown=_CLUSTERS_SHOWN,
        alone=_alone(len(clusters) - len(shared)),
        strange=_strange(rows, members),
        notes=notes[:_NOTES_SHOWN],
        more_notes=wording.MORE_NOTES.format(count=len(notes) - _NOTES_SHOWN) if len(notes) > _NOTES_SHOWN else "",
        histogram=histogram_of(members),
        checks=[line_of(group) for group in checks],
        run=how_graded(rows, run),
        functions=functions,
        table=_table(members, shared, changes),
        has_changes=bool(changes),
    )


def _by_lab(checks: list[list[LedgerRow]]) -> dict[str, list[list[LedgerRow]]]:
    return grouped(checks, lambda group: group[0].lab)


def _table(members: list[Member], clusters: list[Cluster], changes: list[Change]) -> list[Shown]:
    """Return the lines of the table: `also` is what a student is found by beside what is shown."""
    tags = grouped(((row.student, one.tag) for one in clusters for row in one.rows), lambda one: one[0])
    changed = grouped(changes, lambda change: change.student)
    found = []
    for member in members:
        also = [*sorted(member.mistakes), *sorted(member.statuses), *(tag for _, tag in tags.get(member.student, ()))]
        theirs = changed.get(member.student)
        change = sum(one.now - one.before for one in theirs) if theirs else None
        found.append({"member": member, "also": " ".join([*also, *member.notes]), "change": change})
    return found


def _thing(thing: Shown, members: list[Member], sources: Sources) -> Shown:
    return {**thing, "line": quoted(thing["example"], sources), **_people(members, thing["mistake"].students)}


def _cluster(cluster: Cluster, members: list[Member], sources: Sources) -> Shown:
    line = quoted(cluster.rows[0], sources)
    return {"cluster": cluster, "line": line, **_people(members, {row.student for row in cluster.rows})}


def _doubtful(clusters: list[Cluster], rows: list[LedgerRow]) -> set[str]:
    """Return the tags of clusters that more students are in than have the function right: who is wrong there?"""
    right = Counter((row.lab, row.check) for row in rows if row.status is Status.PASS)
    begun = (one for one in clusters if one.check and not one.is_untouched)
    return {one.tag for one in begun if len(one.rows) > right[one.lab, one.check]}


def _alone(count: int) -> str:
    return wording.ALONE[count != 1].format(count=count) if count else ""


def _given(members: list[Member]) -> list[Shown]:
    """Return a line for each thing that was decided, the oldest first: what has changed since stands in `since`."""
    found: list[Shown] = [
        {
            "member": member,
            "one": one,
            "since": since(one, grade.rows),
            "when": one.given_at[:16].replace("T", " ") + " UTC",
        }
        for member in members
        for grade in member.grades.values()
        for one in grade.overrides
    ]
    return sorted(found, key=lambda line: line["one"].number)


def _late(members: list[Member]) -> list[tuple[Member, Grade, str]]:
    """Return whose labs came late, and by how much, the latest first; where nothing says by how much, last."""
    every = [(member, grade) for member in members for grade in member.grades.values() if not grade.excused]
    late = [(member, grade) for member, grade in every if grade.late_by or grade.may_be_late]
    with in_english():
        return [
            (member, grade, lasting(grade.late_by) if grade.late_by else wording.LATE_UNKNOWN)
            for member, grade in sorted(late, key=lambda one: -one[1].late_by)
        ]


def _strange(rows: list[LedgerRow], members: list[Member]) -> list[Shown]:
    """Return the statuses that are neither a pass nor a fail nor on the way, with how many and whose."""
    counts = Counter(row.status for row in rows if not row.status.is_ordinary)
    found = []
    for status, count in counts.most_common():
        who = {row.student for row in rows if row.status is status}
        found.append({"status": status, "words": status_words(status), "count": count, **_people(members, who)})
    return found


def _people(members: list[Member], students: Iterable[str]) -> Shown:
    wanted = set(students)
    who = [member for member in members if member.student in wanted]
    rest = len(who) - _NAMES_SHOWN
    more = wording.MORE_NAMES.format(count=rest) if rest > 0 else ""
    return {"students": len(who), "who": who[:_NAMES_SHOWN], "more": more}


def _notes(members: list[Member]) -> list[tuple[str, Shown]]:
    """Return what was noted while the files were collected: `[(note, people), …]`."""
    noted = grouped(((note, member.student) for member in members for note in member.notes), lambda one: one[0])
    found = [(note, _people(members, [student for _, student in who])) for note, who in noted.items()]
    return sorted(
        found, key=lambda item: (item[0] not in (wording.NOT_ON_ROSTER, wording.LATE_BY_UNKNOWN), -item[1]["students"])
    )
