# expect: loss_before_and_after fail


def loss_before_and_after(inputs, targets, w, b, lr):
    _, _, losses = train(inputs, targets, w, b, lr, 2)
    return losses[1], losses[0]
