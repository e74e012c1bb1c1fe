# expect: plot_losses fail
# set_xlabel and set_ylabel are overwritten with = instead of called, so both axes stay without a label.


def plot_losses(LOSS, LOSS2):
    fig, ax = plt.subplots()
    ax.plot(LOSS, label="0.1")
    ax.plot(LOSS2, label="0.2")
    ax.set_xlabel = "iterations"
    ax.set_ylabel = "loss"
    ax.legend()
    return ax
