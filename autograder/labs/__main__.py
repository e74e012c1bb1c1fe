"""`python -m autograder.labs` writes every stub to `exercises/`, whatever stands there; students have `gradkit reset`."""

from autograder.labs.catalogue import all_labs
from autograder.labs.stubs import stub_of

if __name__ == "__main__":
    for lab in all_labs():
        lab.exercise.write_text(stub_of(lab.name), encoding="utf-8")
