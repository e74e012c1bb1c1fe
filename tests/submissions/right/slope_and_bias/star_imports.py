from math import *
from matplotlib.pyplot import *


def criterion(yhat, y):
    return ((yhat - y) ** 2).mean()


def plot_losses(LOSS, LOSS2):
    figure()
    plot(LOSS, label="a")
    plot(LOSS2, label="b")
    xlabel("k")
    ylabel("loss")
    legend()
    return gca()
