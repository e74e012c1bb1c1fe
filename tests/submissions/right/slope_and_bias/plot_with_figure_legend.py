def plot_losses(LOSS, LOSS2):
    fig = plt.figure()
    ax = fig.add_subplot(1, 1, 1)
    ax.plot(LOSS, label="0.1")
    ax.plot(LOSS2, label="0.2")
    ax.set(xlabel="iteration", ylabel="loss", title="two rates")
    fig.legend()
    return ax
