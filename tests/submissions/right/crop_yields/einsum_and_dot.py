def model(x, w, b):
    return torch.einsum("rf,tf->rt", x, w) + b.unsqueeze(0)


def mse(preds, targets):
    error = (preds - targets).reshape(-1)
    return error.dot(error) / len(error)
