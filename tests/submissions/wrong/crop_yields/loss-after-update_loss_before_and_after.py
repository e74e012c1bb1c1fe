# expect: loss_before_and_after fail loss-after-update


def loss_before_and_after(inputs, targets, w, b, lr):
    _, _, losses = train(inputs, targets, w, b, lr, 3)
    return losses[1:]
