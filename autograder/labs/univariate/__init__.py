"""Lab 2: fifteen points, a line, and its gradient by two ways."""
