import numpy as np


class _Linear(nn.Module):
    def __init__(self, n_features, n_targets):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(n_targets, n_features))
        self.bias = nn.Parameter(torch.randn(n_targets))

    def forward(self, x):
        return (x.float() @ self.weight.float().T + self.bias.float()).to(x.dtype)


def make_model(n_features, n_targets):
    return _Linear(n_features, n_targets)


def make_loader(inputs, targets, batch_size, shuffle):
    rows = [(torch.tensor(np.float32(x.tolist())).to(x), torch.tensor(np.float32(y.tolist())).to(y)) for x, y in zip(inputs, targets)]
    return DataLoader(rows, batch_size, shuffle=shuffle)


def fit(num_epochs, model, loss_fn, opt, train_dl):
    history = []
    for _ in range(num_epochs):
        losses, sizes = [], []
        for xb, yb in train_dl:
            loss = loss_fn(model(xb), yb)
            opt.zero_grad()
            loss.backward()
            opt.step()
            losses.append(loss.item())
            sizes.append(len(xb))
        history.append(torch.tensor(losses) @ torch.tensor(sizes).float() / sum(sizes))
    return history


def predict(model, x):
    return model(x.float().to(x.dtype)).detach()
