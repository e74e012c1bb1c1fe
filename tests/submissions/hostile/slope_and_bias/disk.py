# Fill the disk: one large file, many small ones, and many large ones.
# needs: level A
# expect: forward error
# expect: criterion error
# expect: descent_path error


def forward(x, w, b):
    with open("large", "wb") as file:
        for _ in range(1000):
            file.write(bytes(1 << 20))
    return w * x + b


def criterion(yhat, y):
    for number in range(100_000):
        open(f"{number}", "w").close()
    return (yhat - y).pow(2).mean()


def descent_path(X, Y, w, b, lr, iters):
    for number in range(100):
        with open(f"{number}", "wb") as file:
            file.write(bytes(4 << 20))
    return torch.zeros(iters + 1, 2)
