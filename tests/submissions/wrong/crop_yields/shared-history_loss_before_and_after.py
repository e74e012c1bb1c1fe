# expect: loss_before_and_after fail shared-history


def loss_before_and_after(inputs, targets, w, b, lr):
    _, _, losses = train(inputs, targets, w, b, lr, 2)
    losses[0] = losses[1]
    return losses
