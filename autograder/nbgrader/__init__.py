"""The labs as an nbgrader course. Only this room imports nbgrader, which is an extra."""
