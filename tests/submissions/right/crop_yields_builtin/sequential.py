def make_model(n_features, n_targets):
    return nn.Sequential(nn.Linear(n_features, n_targets), nn.Identity())


def predict(model, x):
    return model(x).detach().clone()
