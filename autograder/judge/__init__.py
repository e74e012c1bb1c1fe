"""The side that holds the answers. It never runs a line of a student's code."""

# The module that holds them, in a process of its own. A name and no import: whoever launches it holds none.
ORACLE = "autograder.judge.oracle"


def plan_for(device="cpu", **settings):
    """Return the `Plan` of a server for a grader: the oracle beside it, and the wall, unless it needs a GPU's drivers."""
    from autograder.worker.launch import Plan

    return Plan(sibling=ORACLE, walled=device == "cpu", **settings)
