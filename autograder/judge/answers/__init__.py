"""What runs the solutions and the known mistakes: a process of its own."""
