class FromZeros(nn.Module):
    def __init__(self, n_features, n_targets):
        super().__init__()
        self.m = nn.Parameter(torch.zeros(n_features + 1, n_targets))

    def forward(self, x):
        return torch.cat([x, torch.ones_like(x[:, :1])], dim=1) @ self.m


def make_model(n_features, n_targets):
    return FromZeros(n_features, n_targets)
