# expect: make_model fail
# Keeps w and b as plain tensors, so model.parameters() is empty and an optimiser has nothing to move.


class Regression(nn.Module):
    def __init__(self, n_features, n_targets):
        super().__init__()
        self.w = torch.randn(n_targets, n_features, requires_grad=True)
        self.b = torch.randn(n_targets, requires_grad=True)

    def forward(self, x):
        return x @ self.w.T + self.b


def make_model(n_features, n_targets):
    return Regression(n_features, n_targets)
