# expect: plot_losses fail


def plot_losses(LOSS, LOSS2):
    fig, (left, right) = plt.subplots(1, 2)
    for ax, series, name in ((left, LOSS, "0.1"), (right, LOSS2, "0.2")):
        ax.plot(series, label=name)
        ax.set_xlabel("k")
        ax.set_ylabel("loss")
        ax.legend()
    return left
