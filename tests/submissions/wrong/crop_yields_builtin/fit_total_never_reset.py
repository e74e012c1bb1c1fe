# expect: fit fail
# total and rows are set to 0 once before all epochs, so each entry is the mean over all epochs so far.


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    total = 0.0
    rows = 0
    for _ in range(num_epochs):
        for xb, yb in train_dl:
            opt.zero_grad()
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
            rows += len(xb)
        history.append(total / rows)
    return history
