# expect: gradients fail abs-not-square


def gradients(inputs, targets, w, b):
    sign = torch.sign(model(inputs, w, b) - targets).detach() / targets.numel()
    return sign.T @ inputs, sign.sum(0)
