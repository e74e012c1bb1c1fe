"""The only room in which student code runs. It knows probes and inputs, and no answer."""

from autograder.worker.descent import after_updates, record_descent, record_loss
from autograder.worker.given import Given
from autograder.worker.recording import Recorder, as_array, as_number, as_series, describe, list_of_series, parts
from autograder.worker.student_file import Student
