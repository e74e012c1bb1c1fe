def criterion(yhat, y):
    r = (yhat - y).reshape(-1)
    return r.dot(r) / r.shape[0]
