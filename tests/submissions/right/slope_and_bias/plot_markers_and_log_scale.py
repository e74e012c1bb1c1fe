def plot_losses(LOSS, LOSS2):
    fig, ax = plt.subplots(figsize=(4, 3))
    ax.semilogy(range(1, len(LOSS) + 1), LOSS, "o--", label="$\\eta=0.1$")
    ax.plot(range(1, len(LOSS2) + 1), LOSS2, marker="x", linestyle="", label="$\\eta=0.2$")
    ax.axhline(0.01, color="gray")
    ax.set_xlabel("k")
    ax.set_ylabel("MSE")
    ax.legend(loc="upper right")
    ax.grid(True)
    fig.tight_layout()
    return ax
