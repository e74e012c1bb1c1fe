# expect: gradients fail


def gradients(inputs, targets, w, b):
    gw, gb = torch.autograd.grad(mse(model(inputs, w, b), targets), (w, b))
    return gb, gw
