"""A warm process, its forks, and what holds them in. Knows no torch and no lab."""
