# expect: fit fail zero-grad-per-epoch


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for epoch in range(num_epochs):
        total, rows = 0.0, 0
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
            rows += len(xb)
        opt.zero_grad()
        history.append(total / rows)
    return history
