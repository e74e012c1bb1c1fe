"""What is kept of a class, and what others read of it."""
