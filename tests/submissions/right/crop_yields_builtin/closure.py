def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for _ in range(num_epochs):
        total, rows = 0.0, 0
        for xb, yb in train_dl:

            def closure():
                opt.zero_grad()
                loss = loss_fn(model(xb), yb)
                loss.backward()
                return loss

            total += opt.step(closure).item() * len(xb)
            rows += len(xb)
        history.append(total / rows)
    return history
