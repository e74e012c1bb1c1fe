"""The side that holds the answers. It never runs a line of a student's code."""

from typing import Any

from autograder.labs.catalogue import is_students_kit
from autograder.labs.course import course
from autograder.sandbox.launch import Plan

# The module that holds them, in a process of its own. A name and no import: whoever launches it holds none. A student's
# kit has no such module: there the answers are numbers in files.
ORACLE = "" if is_students_kit() else "autograder.judge.answers.oracle"


def plan_for(device: str = "cpu", **settings: Any) -> Plan:
    """Return the `Plan` of a server for a grader: the oracle beside it, and the wall, unless it needs a GPU's drivers.

    Whether `auto` means a GPU is known once torch is there, and most machines have none: until then there is a wall.
    """
    course()  # what it has is known from here on to every process that is started
    return Plan(sibling=ORACLE, walled=device in ("cpu", "auto"), **settings)
