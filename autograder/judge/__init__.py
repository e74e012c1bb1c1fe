"""The side that holds the answers. It never runs a line of a student's code."""

# The module that holds them, in a process of its own. A name and no import: whoever launches it holds none.
ORACLE = "autograder.judge.oracle"
