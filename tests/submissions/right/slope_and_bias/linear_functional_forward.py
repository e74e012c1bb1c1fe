import torch.nn.functional as F


def forward(x, w, b):
    if w.dim():  # a grid of lines
        return w * x + b
    return F.linear(x.reshape(-1, 1), w.reshape(1, 1), b.reshape(1)).reshape(x.shape)
