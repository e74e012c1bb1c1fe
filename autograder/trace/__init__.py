"""What crosses the wall between the grader and a student's code. Knows neither torch nor any lab."""
