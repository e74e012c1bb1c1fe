import numpy as np


def plot_losses(LOSS, LOSS2):
    _, ax = plt.subplots()
    ax.plot(np.array([LOSS, LOSS2]).T, label=["0.1", "0.2"])
    ax.set(xlabel="iteration", ylabel="loss")
    ax.legend()
    return ax
