# expect: plot_losses fail
# Dots are no lines.


def plot_losses(LOSS, LOSS2):
    fig, ax = plt.subplots()
    ax.scatter(range(len(LOSS)), LOSS, label="0.1")
    ax.scatter(range(len(LOSS2)), LOSS2, label="0.2")
    ax.set_xlabel("k")
    ax.set_ylabel("loss")
    ax.legend()
    return ax
