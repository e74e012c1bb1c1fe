import numpy as np


def acceptance_probability(old_loss, new_loss, temperature):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(new_loss <= old_loss, 1.0, np.exp(np.float64(old_loss - new_loss) / np.float64(temperature)))


def decayed_rate(lr, decay, step):
    return np.float64(lr) * np.power(decay, step)


def anneal(loss, x, proposals, uniforms, temperatures):
    path = np.empty(len(proposals) + 1)
    path[0] = x
    for k in range(len(proposals)):
        there = float(path[k] + proposals[k])
        yes = uniforms[k] < acceptance_probability(loss(float(path[k])), loss(there), temperatures[k])
        path[k + 1] = there if yes else path[k]
    return path
