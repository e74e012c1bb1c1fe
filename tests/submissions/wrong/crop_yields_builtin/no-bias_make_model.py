# expect: make_model fail no-bias


class Weights(nn.Module):
    def __init__(self, n_features, n_targets):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(n_targets, n_features))

    def forward(self, x):
        return x @ self.weight.T


def make_model(n_features, n_targets):
    return Weights(n_features, n_targets)
