"""The stations of this machine, one per thread: they take tasks as they come and hand back rows as they end."""

import queue
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

from autograder.teaching.grading.pooled_grader import SharedAnswers, Station

# Tasks read ahead of those that are being graded. Enough that nobody waits for a disk, few enough to stay small.
LOOK_AHEAD = 4


class Crew:
    """`jobs` stations under the same terms. `device`, `level` and `missing` are those of this machine.

    They share one oracle: a reference or a mistake is worked out once for all of them.
    """

    def __init__(self, terms, jobs):
        self._answers = SharedAnswers(terms)
        self._stations = [Station(terms, self._answers) for _ in range(jobs)]
        self._free = queue.SimpleQueue()
        for station in self._stations:
            self._free.put(station)
        self._first = self._stations[0]

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        for station in self._stations:
            station.close()
        self._answers.close()

    @property
    def device(self):
        """The device that checks run on. Raises `DeviceMissing`."""
        return self._first.device

    @property
    def level(self):
        """The isolation level that student code runs at."""
        return self._first.level

    @property
    def missing(self):
        """What does not hold student code in here, in words."""
        return self._first.missing

    def grade(self, tasks):
        """Yield `(task, rows)` as they end, in any order. Closing the generator stops what is running."""
        pool, running = ThreadPoolExecutor(len(self._stations), "station"), set()
        try:
            for task in tasks:
                try:
                    running.add(pool.submit(self._grade, task))
                except RuntimeError:  # no thread is to be had: this one does the work itself
                    yield self._grade(task)
                    continue
                if len(running) >= len(self._stations) + LOOK_AHEAD:
                    done, running = wait(running, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            if running:
                self.stop()
            pool.shutdown(cancel_futures=True)

    def stop(self):
        """End what is running, from any thread. Its rows are `infra` then, and nobody should believe them."""
        for station in self._stations:
            station.stop()

    def _grade(self, task):
        station = self._free.get()
        try:
            return task, station.grade(task)
        finally:
            self._free.put(station)
