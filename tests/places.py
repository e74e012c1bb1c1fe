"""Where the course that the kit ships has its folders."""

from autograder.labs.course import SHIPPED

ROOT, LAB_FOLDERS = SHIPPED.root, SHIPPED.labs
SOLUTIONS, EXERCISES, DATASETS = SHIPPED.solutions, SHIPPED.exercises, SHIPPED.datasets
