"""Stations on other machines, by Dask distributed: tasks travel as bytes, rows come back, the ledger stays here.

Every Dask worker process makes stations of its own and says how well it holds student code in. A worker that dies costs
a retry: the scheduler hands its tasks to another. What a worker sends is looked at before it counts. A task whose rows do
not fit is settled as `infra` and the run goes on: one bad machine must not cost the others' work, no made-up point gets
into the ledger, and the exit status and the next run's second chance are those of every other trouble of a machine.
"""

import contextlib
import itertools
import queue
import uuid
from dataclasses import asdict, dataclass, replace

from distributed import Client, Security, WorkerPlugin, as_completed, get_worker

import autograder
from autograder.errors import DeviceMissing, GradersLost, UnsoundRow
from autograder.judge.status import Status
from autograder.student.rows import LEVELS
from autograder.teaching import wording
from autograder.teaching.grading.cluster_address import scheme_of
from autograder.teaching.grading.pool import LOOK_AHEAD
from autograder.teaching.grading.pooled_grader import Station, unsettled
from autograder.teaching.ledger import fingerprint
from autograder.teaching.ledger.validation import checked_rows
from autograder.text import plain, said

SECONDS_TO_CONNECT = 10
# More than anything that a worker says of itself.
_WORD = 1000


@dataclass(frozen=True)
class Place:
    """What a Dask worker says of itself. `device` is "" where it has not the one asked for."""

    version: str
    fingerprint: str
    device: str
    level: str
    missing: tuple[str, ...]


class Stations(WorkerPlugin):
    """A Dask worker's stations: made when they are needed, ended when the class is graded or the worker goes."""

    def __init__(self, name, terms):
        self.name, self.terms = name, terms

    def setup(self, worker):
        """Begin without stations."""
        self._every, self._free = [], queue.SimpleQueue()

    def teardown(self, worker):
        """End every process that was started."""
        for station in self._every:
            station.stop()
            station.close()

    @contextlib.contextmanager
    def station(self):
        """Lend a station that nobody else uses."""
        try:
            station = self._free.get_nowait()
        except queue.Empty:
            station = Station(self.terms)
            self._every.append(station)
        try:
            yield station
        finally:
            self._free.put(station)


def grade_there(plugin, task):
    """Return the rows of a task as plain data. Runs in a Dask worker."""
    with get_worker().plugins[plugin].station() as station:
        return [asdict(row) for row in station.grade(task)]


def place(plugin):
    """Return the `Place` that this is. Runs in a Dask worker."""
    with get_worker().plugins[plugin].station() as station:
        try:
            device = station.device
        except DeviceMissing:
            device = ""
        return Place(autograder.__version__, fingerprint.everything(), device, station.level, tuple(station.missing))


class Cluster:
    """The Dask workers at `address`, used as a `Crew` is. Raises `GradersLost` and `DeviceMissing`."""

    def __init__(self, address, terms):
        # Classes that share a cluster differ in their terms, so each has a plugin of its own.
        self._terms, self._plugin = terms, f"gradkit-{uuid.uuid4().hex}"
        self._client = _connected(address)
        try:
            threads = self._client.nthreads()
            self._window = sum(threads.values()) + LOOK_AHEAD
            self._places = self._survey(threads)
        except BaseException:
            self.__exit__()
            raise
        self.device = self._places[0].device
        # A class is as well held in as its least protected submission.
        weakest = max(self._places, key=lambda place: place.level)
        self.level, self.missing = weakest.level, list(weakest.missing)

    def _survey(self, addresses):
        """Return the `Place` of every worker, once they are fit to grade together."""
        self._client.register_plugin(Stations(self._plugin, self._terms))
        asked = [self._client.submit(place, self._plugin, workers=[name], pure=False) for name in addresses]
        try:
            places = self._client.gather(asked)
        except Exception as problem:  # of theirs: a worker that dies, or has not what it takes
            raise GradersLost(_in_short(problem)) from None
        if not places:
            raise GradersLost(wording.NO_WORKERS)
        if not all(map(_is_sound, places)):
            raise GradersLost(wording.STRANGE_WORKER)
        if others := {place.version for place in places} - {autograder.__version__}:
            raise GradersLost(
                said(wording.OTHER_VERSION, others=", ".join(sorted(others)), ours=autograder.__version__)
            )
        if {place.fingerprint for place in places} - {fingerprint.everything()}:
            raise GradersLost(wording.OTHER_LABS)
        devices = {place.device for place in places}
        if "" in devices:
            raise DeviceMissing(self._terms.device)
        if len(devices) > 1:
            raise GradersLost(said(wording.OTHER_DEVICES, devices=", ".join(sorted(devices))))
        if self._terms.device not in ("auto", *devices):
            raise GradersLost(wording.STRANGE_WORKER)
        return places

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        with contextlib.suppress(OSError, ValueError):
            self._client.unregister_worker_plugin(self._plugin)
        self._client.close()

    def grade(self, tasks):
        """Yield `(task, rows)` as they end, in any order. Closing the generator stops what is running."""
        waiting, running, ended = iter(tasks), {}, as_completed(loop=self._client.loop)
        try:
            while True:
                for task in itertools.islice(waiting, self._window - len(running)):
                    future = self._client.submit(grade_there, self._plugin, task, pure=False)
                    running[future] = task
                    ended.add(future)
                if not running:
                    return
                future = next(ended)
                task = running.pop(future)
                yield task, self._rows_of(task, future)
        finally:
            self._client.cancel(list(running))

    def _rows_of(self, task, future):
        if future.cancelled():
            raise GradersLost(wording.CLUSTER_ENDED)
        try:
            rows = checked_rows(future.result(), task, self.device, self._terms.limits.output)
        except UnsoundRow as problem:
            trouble = said(wording.STRANGE_ROWS, fault=problem)
        # Every worker that took this task has died, or the like: the machine's trouble, and the others go on.
        except Exception as problem:
            trouble = _in_short(problem)
        else:
            return [replace(row, defect=_harmless(row.defect)) for row in rows]
        verdicts = unsettled(task, Status.INFRA, trouble, self.device, self.level)
        return [self._terms.describe(verdict, task.student) for verdict in verdicts]


def _connected(address):
    """Return a `Client` of the scheduler at an address. Raises `GradersLost`."""
    scheme = scheme_of(address)
    try:
        if scheme == "tls" and not Security().get_connection_args("client").get("ssl_context"):
            raise GradersLost(wording.NO_CERTIFICATES)
        return Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except GradersLost:
        raise
    except (
        Exception
    ) as problem:  # of any kind: of the network, of certificates, of what distributed makes of an address
        raise GradersLost(_in_short(problem)) from None


def _harmless(defect):
    """Return what is told of a defect without anything that a terminal would obey."""
    return defect and tuple(map(plain, defect))


def _in_short(problem):
    """Return what an exception says, in one line that is not long."""
    return said("{problem}", problem=" ".join(f"{type(problem).__name__}: {problem}".split()))


def _is_sound(told):
    """Tell whether a worker's answer is a `Place` as `place` makes it."""
    if not isinstance(told, Place) or told.level not in LEVELS or not isinstance(told.missing, tuple):
        return False
    words = (told.version, told.fingerprint, told.device, *told.missing)
    return all(isinstance(word, str) and len(word) <= _WORD for word in words)
