# expect: forward fail bias-sign


def forward(x, w, b):
    return torch.sub(x * w, b)
