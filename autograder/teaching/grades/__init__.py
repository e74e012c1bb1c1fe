"""From verdicts to grades: whose work it is, when it was due and handed in, which attempt counts, what a person decided."""
