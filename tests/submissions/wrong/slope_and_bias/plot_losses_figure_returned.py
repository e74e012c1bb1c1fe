# expect: plot_losses fail
# The whole figure is returned instead of its Axes.


def plot_losses(LOSS, LOSS2):
    fig, ax = plt.subplots(figsize=(8, 5))
    ax.plot(range(len(LOSS)), LOSS, "b", label="lr=0.1")
    ax.plot(range(len(LOSS2)), LOSS2, "r", label="lr=0.2")
    ax.set(xlabel="iteration", ylabel="loss")
    ax.legend()
    return fig
