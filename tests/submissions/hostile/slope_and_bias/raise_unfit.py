# expect: descent_path fail
# Speaks with the grader's own exception.


def descent_path(X, Y, w, b, lr, iters):
    from autograder.worker.recording import Unfit
    raise Unfit('nothing', 'nothing', 'passed')
    return torch.zeros(iters + 1, 2)
