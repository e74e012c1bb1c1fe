# expect: fit fail no-zero-grad
# opt.zero_grad has no brackets, so it is named but never called and the gradients pile up from batch to batch.


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for _ in range(num_epochs):
        total = 0.0
        rows = 0
        for xb, yb in train_dl:
            opt.zero_grad
            loss = loss_fn(model(xb), yb)
            loss.backward()
            opt.step()
            total += loss.item() * len(xb)
            rows += len(xb)
        history.append(total / rows)
    return history
