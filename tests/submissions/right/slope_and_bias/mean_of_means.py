def criterion(yhat, y):
    return ((yhat - y) ** 2).reshape(1, -1).mean(dim=1).mean()
