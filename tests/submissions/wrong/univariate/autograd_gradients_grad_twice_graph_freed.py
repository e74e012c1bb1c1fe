# expect: autograd_gradients error
# Calls autograd.grad once for w and once for b on the same loss; the first call frees the graph and the second fails.


def autograd_gradients(x, y, w, b):
    loss = get_loss(w * x + b, y)
    gw = torch.autograd.grad(loss, w)[0]
    gb = torch.autograd.grad(loss, b)[0]
    return gw, gb
