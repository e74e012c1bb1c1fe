import matplotlib

plt.style.use("ggplot")


def plot_losses(LOSS, LOSS2):
    plt.figure()
    plt.plot(torch.tensor(LOSS2), "r")
    plt.plot(torch.tensor(LOSS), "b")
    plt.legend(["Δ = 0.2", "Δ = 0.1"])
    plt.xlabel("Durchgang")
    plt.ylabel("Verlust")
    plt.show()
    return plt.gca()
