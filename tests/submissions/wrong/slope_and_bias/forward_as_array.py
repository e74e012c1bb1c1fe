# expect: forward fail


def forward(x, w, b):
    return (w.detach() * x + b.detach()).numpy()
