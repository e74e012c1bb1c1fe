import numpy as np


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    copies = [(w.clone().detach().requires_grad_(True), b.clone().detach().requires_grad_(True)) for _ in rates]
    return np.array([train_model(X, Y, *copy, rate, iters)[2] for copy, rate in zip(copies, rates)])
