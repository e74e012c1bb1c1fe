import sys

print("training starts")
print("\x1b[31mred\x1b[0m", file=sys.stderr)


def forward(x, w, b):
    print("forward", x.shape, w, b)
    return w * x + b


def train_model(X, Y, w, b, lr, iters):
    losses = []
    for k in range(iters):
        loss = criterion(forward(X, w, b), Y)
        losses.append(loss.item())
        print(f"step {k}: loss {loss.item():.4f}", flush=True)
        loss.backward()
        sys.stderr.write(f"gradient {w.grad} {b.grad}\n")
        with torch.no_grad():
            w -= lr * w.grad
            b -= lr * b.grad
        w.grad = b.grad = None
    return w, b, losses
