# expect: gradients fail
# The slopes are right but come back in the wrong order, b's first.


def gradients(inputs, targets, w, b):
    loss = mse(model(inputs, w, b), targets)
    loss.backward()
    gb = b.grad
    gw = w.grad
    return gb, gw
