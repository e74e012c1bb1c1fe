"""Who grades what, and where: tasks, the grader of this machine, the workers of a cluster."""
