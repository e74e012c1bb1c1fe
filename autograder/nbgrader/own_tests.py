"""An instructor's own tests in a lab's notebook. They run as nbgrader would run them, in a process of their own.

All code of the notebook runs there in its order, up to the last of these tests: the instructor's, the lesson's and the
student's, but for the kit's checks. As in nbgrader's kernel a cell that fails stops no other, and tests share their process
with the student's code. That code cannot be kept from what they say, and our checks run elsewhere.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from nbformat import NotebookNode, from_dict
from nbgrader.utils import determine_grade, is_grade, is_solution

from autograder.errors import CheckerFailed, FrameError, WorkersLost
from autograder.judge.judging import read_reply, signal_name
from autograder.judge.verdict import Status
from autograder.labs.catalogue import Lab
from autograder.language import told
from autograder.nbgrader import students_wording
from autograder.nbgrader.original import grade_id_of
from autograder.nbgrader.source_notebook import TEST
from autograder.nbgrader.surroundings import MOST_BESIDE
from autograder.sandbox.job import Outcome
from autograder.sandbox.launch import MIB, Limits, can_fork
from autograder.teaching.grading.pool import Pool
from autograder.teaching.limits import FileLimits
from autograder.trace import Case
from autograder.trace.cells import TIMEOUT, CellOutput, Cells

# So often cells are run without those that have ended their process.
ATTEMPTS = 4
# In seconds: a cell that does not heed its clock is ended so much later.
GRACE = 2.0
CRASH = "CellCrash"
# torch's own word for memory that it has not got.
_ALLOCATOR = "DefaultCPUAllocator"


def is_test(cell: NotebookNode) -> bool:
    """Tell whether nbgrader would take a cell's points from what comes out of it."""
    return cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)


def function_in(cell: NotebookNode, lab: Lab) -> str:
    """Return the function that a test cell of the lab's checks; "" for one of the instructor's own, and for other cells."""
    name = grade_id_of(cell) or ""
    function = name.removeprefix(TEST)
    return function if name != function and function in {check.function for check in lab.checks} else ""


@dataclass(frozen=True)
class Result:
    """What stands below an own test. `waits` tells that a person is to mark it, `trouble` what failed on our side."""

    outputs: tuple[NotebookNode, ...]
    waits: bool = False
    trouble: str = ""


class OwnTests:
    """The own tests of one notebook. `files` are those that nbgrader would put beside it, None where they are too many."""

    def __init__(
        self, nb: NotebookNode, lab: Lab, files: Callable[[], Sequence[tuple[str, bytes]] | None], seconds: float
    ) -> None:
        numbered = [(number, cell) for number, cell in enumerate(nb.cells, 1) if cell.cell_type == "code"]
        code = [(number, cell) for number, cell in numbered if not function_in(cell, lab)]
        self._tests = {place: cell for place, (_, cell) in enumerate(code) if is_test(cell)}
        last = max(self._tests, default=-1)
        sources = [(grade_id_of(cell) or f"cell {number}", cell.source) for number, cell in code[: last + 1]]
        beside = files() if self._tests else ()
        self._cells = Cells(tuple(sources), tuple(beside or ()), seconds)
        self._why_not = "" if can_fork() else told(students_wording.OWN_NO_FORK)
        if beside is None:
            self._why_not = told(students_wording.OWN_FILES, size=MOST_BESIDE // MIB, most=FileLimits.student_files)
        self._begun: Callable[[], list[Outcome]] | None = None

    def begin(self, pool: Pool) -> None:
        """Have them run, if there are any and they are not at it already. Returns at once."""
        if self._tests and not self._why_not and self._begun is None:
            try:
                self._begun = self._run(pool, range(len(self._cells.sources)))
            except (WorkersLost, OSError):
                pass  # whoever wants the results tries again

    def results(self, pool: Pool) -> dict[str, Result]:
        """Return the `Result` of each, by its name."""
        if not self._tests or self._why_not:
            return self.not_run(self._why_not)
        came, trouble = self._run_all(pool)
        found: dict[str, Result] = {}
        for place, cell in self._tests.items():
            above = next((came[other].left_out for other in range(place) if other in came and came[other].left_out), "")
            if place in came:
                found[_name_of(cell)] = _result(cell, came[place], above, self._cells.seconds)
            else:
                found[_name_of(cell)] = Result((_by_hand(trouble),), True, trouble)
        return found

    def not_run(self, reason: str) -> dict[str, Result]:
        """Return the same where none of them can be run, for that reason."""
        return {_name_of(cell): Result((_by_hand(reason),), True) for cell in self._tests.values()}

    def _run(self, pool: Pool, places: Iterable[int]) -> Callable[[], list[Outcome]]:
        return pool.run_apart(self._cells.requests(places), self._cells.seconds + GRACE)

    def _run_all(self, pool: Pool) -> tuple[dict[int, CellOutput], str]:
        """Return what came out of each cell by its place, and what failed on our side, if anything did.

        Where one ends its process, those behind it run in another without it.
        """
        came: dict[int, CellOutput] = {}
        left, trouble = list(range(len(self._cells.sources))), ""
        for _ in range(ATTEMPTS):
            begun, self._begun = self._begun, None
            try:
                outcomes = dict(zip(left, (begun or self._run(pool, left))(), strict=True))
                read = {place: _read(outcome) for place, outcome in outcomes.items() if outcome.end != "skipped"}
            except (WorkersLost, OSError, CheckerFailed) as problem:
                trouble = str(problem)
                continue
            came = {place: output for place, (output, _) in read.items()} | came
            ended = {place for place, (_, has_ended) in read.items() if has_ended}
            if not outcomes.keys() - read.keys():
                return came, ""
            left, trouble = [place for place in left if place not in ended], told(students_wording.OWN_ENDS_AGAIN)
        return came, trouble


def _read(outcome: Outcome) -> tuple[CellOutput, bool]:
    """Return what came out of a cell, and whether it ended its process.

    Raises `WorkersLost` and `CheckerFailed` where something of ours did.
    """
    output = CellOutput()
    report, status, detail = read_reply(outcome, (Case(published=True),))
    if status is Status.INFRA:
        raise WorkersLost(detail)
    try:
        if report:
            output = CellOutput.of(report.traces[0])
    except (FrameError, IndexError) as problem:
        status, detail = Status.PROTOCOL, str(problem)
    if outcome.end == "timeout":
        return replace(output, error=TIMEOUT), True
    if status is None:
        return output, False
    return replace(output, error=CRASH, text=detail or signal_name(outcome.exit_code)), True


def _result(cell: NotebookNode, output: CellOutput, above: str, seconds: float) -> Result:
    """Return what becomes of an own test that was run; `above` is what was left out of the cells before it, or ""."""
    outputs = _outputs(output, seconds)
    problem, has_all = "", False
    try:
        points, most = determine_grade(NotebookNode({**cell, "outputs": outputs}))
        has_all = points == most
    except ValueError as unusable:
        problem = str(unusable)
    missed = output.left_out or output.called
    reason = told(students_wording.OWN_NEEDS_KERNEL, line=missed) if missed else problem
    if above and not has_all:
        reason = reason or told(students_wording.OWN_BEHIND, line=above)
    return Result((_by_hand(reason), *outputs), True, problem) if reason else Result(tuple(outputs))


def _outputs(output: CellOutput, seconds: float) -> list[NotebookNode]:
    """Return what stands below the cell, as a kernel would have left it there: what nbgrader takes its points from."""
    streams = [("stdout", output.stdout), ("stderr", output.stderr)]
    outputs: list[dict[str, object]] = [
        {"output_type": "stream", "name": name, "text": text} for name, text in streams if text
    ]
    if output.error:
        said = _sentence(output, seconds)
        lines = output.traceback.splitlines()
        lines += [f"{output.error}: {said or output.text}"] if said or not lines else []
        words = {"ename": output.error, "evalue": said or output.text}
        outputs.append({"output_type": "error", **words, "traceback": lines})
    elif output.value:
        data = {"text/plain": output.value}
        outputs.append({"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": 1})
    return [from_dict(one) for one in outputs]


def _sentence(output: CellOutput, seconds: float) -> str:
    """Return what there is to say of a cell that was ended; "" of one that ended by itself."""
    if output.error == TIMEOUT:
        return told(students_wording.OWN_TIMEOUT, seconds=seconds)
    if output.error == CRASH:
        return told(students_wording.OWN_CRASH, reason=output.text)
    if output.error == "MemoryError" or _ALLOCATOR in output.text:
        return told(students_wording.OWN_MEMORY, size=Limits.memory // MIB)
    return ""


def _by_hand(reason: str) -> NotebookNode:
    text = f"{told(students_wording.OWN_BY_HAND, reason=reason)}\n"
    printed: NotebookNode = from_dict({"output_type": "stream", "name": "stdout", "text": text})
    return printed


def _name_of(cell: NotebookNode) -> str:
    return grade_id_of(cell) or ""
