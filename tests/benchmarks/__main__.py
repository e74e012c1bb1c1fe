"""`make bench`: ratios against something measured in the same run.

Every figure is the minimum, the median and the maximum of several runs, taken in turns, so that a machine that slows
down slows both sides. `python -m tests.benchmarks student`, `… batch [SUBMISSIONS]`, `… proof [SUBMISSIONS [TURNS]]` and
`… nbgrader [SUBMISSIONS [TURNS]]` print a part; the last is what of the proof has to do with notebooks.
"""

import sys

from tests.benchmarks import batch, proof, student
from tests.benchmarks.measure import machine


def main():
    """Print the tables that are asked for, all by default."""
    wanted, *sizes = sys.argv[1:] or ("all",)
    print(machine())
    if wanted in ("student", "all"):
        student.main()
    if wanted in ("batch", "all"):
        batch.main(*map(int, sizes))
    if wanted in ("proof", "all"):
        proof.main(*map(int, sizes))
    if wanted == "nbgrader":
        proof.nbgrader(*map(int, sizes))


if __name__ == "__main__":
    main()
