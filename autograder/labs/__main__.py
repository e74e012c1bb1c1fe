"""`python -m autograder.labs` writes the stubs of every lab to `exercises/`: for those who change a solution."""

from autograder.labs.catalogue import EXERCISES, all_labs
from autograder.labs.stubs import stub_of


def main() -> None:
    """Write every stub, whatever stands there. A student's way back to a stub is `gradkit reset`."""
    for lab in all_labs():
        (EXERCISES / f"{lab.name}.py").write_text(stub_of(lab.name), encoding="utf-8")


if __name__ == "__main__":
    main()
