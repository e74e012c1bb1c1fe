# expect: make_model fail


def make_model(n_features, n_targets):
    return nn.Sequential(nn.Linear(n_features, 8), nn.ReLU(), nn.Linear(8, n_targets))
