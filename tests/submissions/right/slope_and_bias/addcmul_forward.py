def forward(x, w, b):
    return torch.addcmul(b, w, x)
