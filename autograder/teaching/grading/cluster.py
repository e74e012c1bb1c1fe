"""Graders on other machines, by Dask distributed: tasks travel as bytes, rows come back, the ledger stays here.

Every Dask worker process makes graders of its own, one per thread, and says how well it holds student code in. A worker
that dies costs a retry: the scheduler hands its tasks to another. What a worker sends is looked at before it counts. A task
whose rows do not fit is settled as `infra` and the run goes on: one bad machine must not cost the others' work, no made-up
point gets into the ledger, and the exit status and the next run's second chance are those of every other trouble of a
machine.
"""

import asyncio
import contextlib
import itertools
import json
import logging
import queue
import re
import threading
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Any, cast

from distributed import Client, Future, Security, Worker, WorkerPlugin, get_worker
from distributed.comm import connect

import autograder
from autograder.errors import DeviceMissing, GradersLost, UnsoundData
from autograder.judge.verdict import Status
from autograder.labs.course import course
from autograder.language import speak
from autograder.plain_data import STRANGE_VALUE, read
from autograder.student.rows import Level
from autograder.teaching import wording
from autograder.teaching.facts import describe
from autograder.teaching.grading.pool import Pool, Settings, unsettled
from autograder.teaching.grading.tasks import Task
from autograder.teaching.ledger import fingerprint
from autograder.teaching.rows import LedgerRow, row_of
from autograder.text import plain, said

SECONDS_TO_CONNECT = 10
# When nothing has come back for so long, the cluster is asked whether it is still there.
SECONDS_OF_SILENCE = 60
# Tasks that are sent beyond those that run: enough that nobody waits for the network, few enough to stay small.
LOOK_AHEAD = 4
_ADDRESS = re.compile(r"(?:(?P<scheme>[a-z]+)://)?(?P<host>\[[0-9A-Fa-f:.%]+\]|[^\s/:\[\]]+):(?P<port>[^\s/:]+)/?")
_PORTS, _SCHEMES = range(1, 1 << 16), ("tcp", "tls", "ws", "wss", "ucx")
# No more than this, in characters, is what a worker says of itself.
Word = Annotated[str, lambda word: len(word) <= 1000]
# What a row may have in bytes beside the printed text, and how long a byte of that may become in it.
_ROW, _WRITTEN = 8 * 1024**2, 16


@dataclass(frozen=True)
class WorkerFacts:
    """What a Dask worker says of itself. `device` is "" where it has not the one asked for."""

    version: Word
    fingerprint: Word
    device: Word
    level: Level
    missing: tuple[Word, ...]


class Pools(WorkerPlugin):
    """A Dask worker's pools of one slot each: made when needed, ended when the class is graded or the worker goes."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name, self.settings = name, settings

    def setup(self, worker: Worker) -> None:
        """Begin without any, in the language of whoever sends the tasks, if it is known here."""
        with contextlib.suppress(LookupError):
            speak(self.settings.language, course().labs)
        self._every: list[Pool] = []
        self._free: queue.SimpleQueue[Pool] = queue.SimpleQueue()

    def teardown(self, worker: Worker) -> None:
        """End every process that was started."""
        for pool in self._every:
            pool.stop()
            pool.__exit__()

    @contextlib.contextmanager
    def pool(self) -> Iterator[Pool]:
        """Lend a pool that nobody else uses."""
        try:
            pool = self._free.get_nowait()
        except queue.Empty:
            pool = Pool(self.settings, 1)
            self._every.append(pool)
        try:
            yield pool
        finally:
            self._free.put(pool)


def _pools(plugin: str) -> Pools:
    return cast(Pools, get_worker().plugins[plugin])


def grade_there(plugin: str, task: Task) -> list[dict[str, Any]]:
    """Return the rows of a task as plain data. Runs in a Dask worker."""
    with _pools(plugin).pool() as pool:
        ((_, rows),) = pool.grade([task])
        return [asdict(row) for row in rows]


def facts_there(plugin: str) -> WorkerFacts:
    """Return what there is to say of this worker. Runs in a Dask worker."""
    with _pools(plugin).pool() as pool:
        try:
            device = pool.device
        except DeviceMissing:
            device = ""
        return WorkerFacts(autograder.__version__, fingerprint.everything(), device, pool.level, tuple(pool.missing))


class Cluster(contextlib.AbstractContextManager["Cluster"]):
    """The Dask workers at `address`, used as a `Pool` is. Raises `GradersLost` and `DeviceMissing`."""

    def __init__(self, address: str, settings: Settings) -> None:
        # Classes that share a cluster differ in their settings, so each has a plugin of its own.
        self._settings, self._plugin = settings, f"gradkit-{uuid.uuid4().hex}"
        for name in ("asyncio", "distributed", "distributed.client"):
            # What becomes of the cluster is said by us, in a line; Dask would say it in many.
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._client = _connected(address)
        try:
            threads = self._client.nthreads()
            self._window = sum(threads.values()) + LOOK_AHEAD
            workers = self._facts(threads)
        except BaseException:
            self.__exit__()
            raise
        self.device = workers[0].device
        # A class is as well held in as its least protected submission.
        weakest = max(workers, key=lambda worker: worker.level)
        self.level, self.missing = weakest.level, weakest.missing

    def _facts(self, addresses: Iterable[str]) -> list[WorkerFacts]:
        """Return the `WorkerFacts` of every worker, once they are fit to grade together."""
        self._client.register_plugin(Pools(self._plugin, self._settings))
        asked = [self._client.submit(facts_there, self._plugin, workers=[name], pure=False) for name in addresses]
        try:
            told = self._client.gather(asked)
        except Exception as problem:  # of theirs: a worker that dies, or has not what it takes
            raise GradersLost(_in_short(problem)) from None
        if not told:
            raise GradersLost(wording.NO_WORKERS)
        try:
            workers = [read(WorkerFacts, vars(facts)) for facts in told]
        except (TypeError, UnsoundData):
            raise GradersLost(wording.STRANGE_WORKER) from None
        ours = autograder.__version__
        if others := {worker.version for worker in workers} - {ours}:
            raise GradersLost(said(wording.OTHER_VERSION, others=", ".join(sorted(others)), ours=ours))
        if {worker.fingerprint for worker in workers} - {fingerprint.everything()}:
            raise GradersLost(wording.OTHER_LABS)
        devices = {worker.device for worker in workers}
        if "" in devices:
            raise DeviceMissing(self._settings.device)
        if len(devices) > 1:
            raise GradersLost(said(wording.OTHER_DEVICES, devices=", ".join(sorted(devices))))
        if self._settings.device not in ("auto", *devices):
            raise GradersLost(wording.STRANGE_WORKER)
        return workers

    def __exit__(self, *problem: object) -> None:
        self._in_time(self._client.unregister_worker_plugin, self._plugin)
        self._in_time(self._client.close)

    def _in_time(self, action: Callable[..., object], *given: object) -> None:
        """Ask a scheduler that may not answer any more for something, and wait no longer for it than for its greeting."""

        def asking() -> None:
            with contextlib.suppress(Exception):
                action(*given)

        thread = threading.Thread(target=asking, daemon=True)
        thread.start()
        thread.join(SECONDS_TO_CONNECT)

    def grade(self, tasks: Iterable[Task]) -> Generator[tuple[Task, list[LedgerRow]], None, None]:
        """Yield `(task, rows)` as they end, in any order. Closing the generator stops what is running."""
        waiting = iter(tasks)
        ended: queue.SimpleQueue[Future] = queue.SimpleQueue()
        running: dict[Future, Task] = {}
        try:
            while True:
                for task in itertools.islice(waiting, self._window - len(running)):
                    future = self._client.submit(grade_there, self._plugin, task, pure=False)
                    running[future] = task
                    future.add_done_callback(ended.put)
                if not running:
                    return
                try:
                    future = ended.get(timeout=SECONDS_OF_SILENCE)
                except queue.Empty:
                    self._check_alive()
                    continue
                task = running.pop(future)
                yield task, self._rows_of(task, future)
        finally:
            self._in_time(self._client.cancel, list(running))

    def _sent(self, future: Future) -> object:
        """Return what a worker sent: one that died since has it done again by another, if there is one."""
        while True:
            try:
                return future.result(timeout=SECONDS_OF_SILENCE)
            except TimeoutError:
                if future.done():  # it is the task's own
                    raise
                self._check_alive()

    def _check_alive(self) -> None:
        """Raise `GradersLost` where the scheduler does not answer, or has no worker left to hand a task to."""
        threads: list[object] = []
        self._in_time(lambda: threads.append(self._client.nthreads()))
        if not any(threads):
            raise GradersLost(wording.NO_WORKERS if threads else wording.CLUSTER_SILENT)

    def _rows_of(self, task: Task, future: Future) -> list[LedgerRow]:
        if future.cancelled():
            raise GradersLost(wording.CLUSTER_ENDED)
        try:
            rows = checked_rows(self._sent(future), task, self.device, self._settings.limits.output)
        except GradersLost:
            raise
        except UnsoundData as problem:
            trouble = said(wording.STRANGE_ROWS, fault=problem)
        # Every worker that took this task has died, or the like: the machine's trouble, and the others go on.
        except Exception as problem:
            trouble = _in_short(problem)
        else:
            # Of a defect nothing is told that a terminal would obey.
            return [replace(row, defect=row.defect and (plain(row.defect[0]), plain(row.defect[1]))) for row in rows]
        verdicts = unsettled(task, Status.INFRA, trouble, self.device, self.level)
        return [describe(verdict, task.student) for verdict in verdicts]


def _connected(address: str) -> Client:
    """Return a `Client` of the scheduler at an address. Raises `GradersLost`."""
    scheme = scheme_of(address)
    try:
        certificates = Security().get_connection_args("client")
        if scheme == "tls" and not certificates.get("ssl_context"):
            raise GradersLost(wording.NO_CERTIFICATES)
        asyncio.run(_greet(address, certificates))
        return Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except GradersLost:
        raise
    except OSError as problem:  # of the network, of certificates
        raise GradersLost(_in_short(problem)) from None
    except Exception as problem:  # of what distributed makes of an answer
        raise GradersLost(said(wording.NO_SCHEDULER, problem=_in_short(problem))) from None


async def _greet(address: str, certificates: dict[str, Any]) -> None:
    """Exchange greetings with whoever listens at an address: a `Client` would wait for theirs for ever.

    Nor does it get over a worker's address.
    """
    patience = 1.5 * SECONDS_TO_CONNECT
    try:
        async with asyncio.timeout(patience):
            comm = await connect(address, timeout=SECONDS_TO_CONNECT, **certificates)
            try:
                await comm.write({"op": "identity", "reply": True})
                kind = (await comm.read())["type"]
            finally:
                comm.abort()
    except TimeoutError:
        raise GradersLost(said(wording.NO_ANSWER, seconds=f"{patience:g}")) from None
    if kind != "Scheduler":
        raise GradersLost(said(wording.NO_SCHEDULER, problem=kind))


def scheme_of(address: str) -> str:
    """Return the scheme of an address, `tcp` where it names none. Raises `GradersLost`, with what is wrong with it.

    It is looked at before a library that says little tries it.
    """
    found = _ADDRESS.fullmatch(address)
    if not found or (found["scheme"] or "tcp") not in _SCHEMES:
        raise GradersLost(wording.NO_ADDRESS)
    port = found["port"]
    if not (port.isascii() and port.isdecimal() and len(port) < 6 and int(port) in _PORTS):
        raise GradersLost(wording.NO_PORT)
    return found["scheme"] or "tcp"


def _in_short(problem: BaseException) -> str:
    """Return what an exception says, in one line that is not long."""
    return said("{problem}", problem=" ".join(f"{type(problem).__name__}: {problem}".split()))


def checked_rows(sent: object, task: Task, device: str, output: int) -> list[LedgerRow]:
    """Return the rows of a task that another machine sent as plain data: one per check of its lab, in order.

    Raises `UnsoundData` for others, and for one that is longer than ours can be where `output` bytes of what a student
    prints are kept. Each has the points that its status is worth; its seed is not looked at, since the ledger keeps our
    own. Whether a status is true can be known to nobody who was not there.
    """
    if not isinstance(sent, list) or not all(isinstance(data, dict) for data in sent):
        raise UnsoundData(said(wording.NO_ROWS, value=type(sent).__name__))
    if len(sent) != len(task.checks):
        raise UnsoundData(said(wording.OTHER_COUNT, count=len(sent), wanted=len(task.checks)))
    rows = []
    for data, check in zip(sent, task.checks, strict=True):
        row = row_of(data)
        points = check.points if row.status is Status.PASS else 0
        wanted = {"student": task.student, "lab": task.lab, "check": check.function, "max_points": check.points}
        for name, value in {**wanted, "points": points, "device": device}.items():
            if data[name] != value:
                raise UnsoundData(said(STRANGE_VALUE, name=name, value=repr(data[name])))
        _check_size(data, _ROW + _WRITTEN * output)
        rows.append(row)
    return rows


def _check_size(data: dict[str, object], most: int) -> None:
    """Check what a row of this machine need not be asked: how long it is as text."""
    try:
        size = len(json.dumps([data["message"], data["facts"], data.get("defect")], allow_nan=False))
    except (TypeError, ValueError, RecursionError) as problem:
        raise UnsoundData(said(STRANGE_VALUE, name="facts", value=problem)) from None
    if size > most:
        raise UnsoundData(said(wording.TOO_LONG, size=size))
