"""`python -m autograder.labs` writes the stubs of every lab to `exercises/`, whatever stands there.

It is for those who change a solution; a student's way back to a stub is `gradkit reset`.
"""

from autograder.labs.catalogue import EXERCISES, all_labs
from autograder.labs.stubs import stub_of

if __name__ == "__main__":
    for lab in all_labs():
        (EXERCISES / f"{lab.name}.py").write_text(stub_of(lab.name), encoding="utf-8")
