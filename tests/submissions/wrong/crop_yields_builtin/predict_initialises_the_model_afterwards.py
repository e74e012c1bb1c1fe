# expect: predict fail


def predict(model, x):
    out = model(x).detach()
    for p in model.parameters():
        p.data.zero_()
    return out
