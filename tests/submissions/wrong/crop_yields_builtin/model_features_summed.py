# expect: make_model fail


class Summed(nn.Module):
    def __init__(self, n_features, n_targets):
        super().__init__()
        self.spare = nn.Parameter(torch.ones(n_targets, n_features - 1))
        self.weight = nn.Parameter(torch.ones(n_targets, 1))
        self.bias = nn.Parameter(torch.ones(n_targets))

    def forward(self, x):
        return x[:, :1] @ self.weight.T + self.bias


def make_model(n_features, n_targets):
    return Summed(n_features, n_targets)
