# expect: descent_path fail
# Nothing is written down at all.


def descent_path(X, Y, w, b, lr, iters):
    from autograder.worker.recording import Recorder
    
    Recorder._add = lambda *a, **k: None
    return torch.zeros(iters + 1, 2)
