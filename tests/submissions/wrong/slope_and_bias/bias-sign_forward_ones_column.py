# expect: forward fail bias-sign


def forward(x, w, b):
    if w.dim():
        return x * w - b
    A = torch.stack([x.reshape(-1), -torch.ones_like(x).reshape(-1)], 1)
    return (A @ torch.stack([w, b])).reshape(x.shape)
