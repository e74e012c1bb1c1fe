# expect: model fail bias-sign


def model(x, w, b):
    return torch.nn.functional.linear(x, w, -b)
