import torch.nn.functional as F


def get_loss(y_, y):
    return F.mse_loss(y, y_)


def analytic_gradients(x, y, w, b):
    error = (y - (b + x * w)).flatten()
    return -2 * torch.dot(error, x.flatten()) / len(error), -2 * error.sum() / error.numel()
