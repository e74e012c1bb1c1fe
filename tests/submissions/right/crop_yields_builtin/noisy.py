import sys
import warnings


def fit(epochs, net, criterion, optimizer, batches):
    warnings.warn("fitting")
    history: list[float] = []
    for epoch in range(epochs):
        running = 0.0
        for index, (xb, yb) in enumerate(batches):
            optimizer.zero_grad()
            loss = criterion(net(xb), yb)
            loss.backward()
            optimizer.step()
            running += loss.item() * yb.size(0)
            print(f"эпоха {epoch}, batch {index}: {loss.item():.4f}", file=sys.stderr)
        history.append(running / len(batches.dataset))
    return history
