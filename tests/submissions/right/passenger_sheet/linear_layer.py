from torch import nn


def solve(X, y, lr, steps):
    sheet = nn.Linear(X.shape[1], 1, bias=False).to(X)
    nn.init.zeros_(sheet.weight)
    for _ in range(steps):
        sheet.zero_grad()
        nn.functional.mse_loss(sheet(X).squeeze(1), y).backward()
        for p in sheet.parameters():
            p.data.add_(p.grad, alpha=-lr)
    return sheet.weight.flatten()
