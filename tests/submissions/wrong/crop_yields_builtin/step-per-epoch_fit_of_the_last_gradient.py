# expect: fit fail step-per-epoch


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for epoch in range(num_epochs):
        total, rows = 0.0, 0
        for xb, yb in train_dl:
            opt.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            total += loss.item() * len(xb)
            rows += len(xb)
        opt.step()
        history.append(total / rows)
    return history
