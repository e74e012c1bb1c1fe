# expect: gradients fail rmse


def gradients(inputs, targets, w, b):
    torch.sqrt(mse(model(inputs, w, b), targets)).backward()
    return w.grad, b.grad
