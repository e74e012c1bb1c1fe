# expect: plot_losses fail


def plot_losses(LOSS, LOSS2):
    fig, ax = plt.subplots()
    ax.plot(LOSS, label="0.1")
    ax.plot(LOSS2, label="0.2")
    ax.set_xlabel("k")
    ax.set_ylabel("loss")
    return ax
