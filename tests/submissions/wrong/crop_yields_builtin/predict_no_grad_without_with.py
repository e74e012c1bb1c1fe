# expect: predict fail
# Calls torch.no_grad() on a line of its own without "with", so it has no effect on the next line.


def predict(model, x):
    torch.no_grad()
    return model(x)
