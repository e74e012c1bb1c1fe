# expect: plot_losses fail


from unittest.mock import MagicMock


def plot_losses(LOSS, LOSS2):
    return MagicMock(spec=plt.Axes)
