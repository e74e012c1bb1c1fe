# expect: numerical_gradient fail
# expect: descend fail
# expect: tame protocol
# expect: largest_stable_rate fail
# Nothing is written down at all, by any check.


from autograder.worker.recording import Recorder

Recorder._add = lambda *a, **k: None
