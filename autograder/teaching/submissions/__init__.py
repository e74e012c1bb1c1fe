"""What was handed in: students, their files, and why something is not taken."""
