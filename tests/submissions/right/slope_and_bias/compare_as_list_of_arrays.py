import numpy as np


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    fresh = lambda p: p.detach().clone().requires_grad_()
    first, *others = (train_model(X, Y, fresh(w), fresh(b), rate, iters)[2] for rate in rates)
    return [torch.tensor(first), *(np.array(other) for other in others)]
