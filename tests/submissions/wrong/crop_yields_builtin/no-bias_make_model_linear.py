# expect: make_model fail no-bias


def make_model(n_features, n_targets):
    return nn.Linear(n_features, n_targets, False)
