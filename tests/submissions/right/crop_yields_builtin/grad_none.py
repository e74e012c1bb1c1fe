def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = ()
    for _ in range(num_epochs):
        epoch_loss = torch.zeros((), dtype=torch.float64)
        count = 0
        for xb, yb in train_dl:
            for p in model.parameters():
                p.grad = None
            loss = loss_fn(model(xb), yb)
            epoch_loss += loss.detach().cpu().double() * yb.shape[0]
            count += yb.shape[0]
            loss.backward()
            opt.step()
        history += (epoch_loss / count,)
    return history


def predict(model, x):
    return model(x).detach()
