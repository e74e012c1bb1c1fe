def fit(num_epochs, model, loss_fn, opt, train_dl):
    return torch.tensor([_epoch(model, loss_fn, opt, train_dl) for _ in range(num_epochs)])


def _epoch(model, loss_fn, opt, train_dl):
    total = 0
    for batch in train_dl:
        x, y = batch
        opt.zero_grad(set_to_none=False)
        loss = loss_fn(model(x), y)
        total += loss.item() * x.size(0)
        loss.backward()
        opt.step()
    return total / len(train_dl.dataset)
