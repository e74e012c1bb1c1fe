"""The wall, on Linux: what a process of a student's can still do when everything it needs not is taken away."""
