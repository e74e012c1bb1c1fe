# expect: forward fail


def forward(x, w, b):
    return w * x + b + torch.where(x == x.max(), float("nan"), 0.0)
