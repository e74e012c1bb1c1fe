# expect: fit fail last-batch-only


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for epoch in range(num_epochs):
        total, rows = 0.0, 0
        for xb, yb in train_dl:
            total, rows = 0.0, 0; opt.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
            rows += len(xb)
        history.append(total / rows)
    return history
