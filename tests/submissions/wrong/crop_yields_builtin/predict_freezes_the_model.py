# expect: predict fail


def predict(model, x):
    return model.requires_grad_(False)(x)
