def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    params = list(model.parameters())
    for _ in range(num_epochs):
        total, rows = 0.0, 0
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            for p, g in zip(params, torch.autograd.grad(loss, params)):
                p.grad = g
            opt.step()
            total, rows = total + float(loss) * len(xb), rows + len(xb)
        history.append(total / rows)
    return history


@torch.no_grad()
def predict(model, x):
    return model(x)
