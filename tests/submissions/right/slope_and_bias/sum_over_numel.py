def forward(x, w, b):
    return b + x * w


def criterion(yhat, y):
    return torch.sum(torch.square(y - yhat)) / y.numel()
