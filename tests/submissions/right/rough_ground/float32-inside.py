import numpy as np


def acceptance_probability(old_loss, new_loss, temperature):
    old_loss, new_loss, temperature = np.float32(old_loss), np.float32(new_loss), np.float32(temperature)
    if new_loss <= old_loss:
        return np.float32(1)
    return np.float32(0) if temperature == 0 else np.exp(-(new_loss - old_loss) / temperature)


def anneal(loss, x, proposals, uniforms, temperatures):
    positions = [torch.tensor(x)]
    for proposal, uniform, temperature in zip(proposals, uniforms, temperatures):
        old, new = positions[-1], positions[-1] + torch.tensor(proposal)
        p = acceptance_probability(loss(old.item()), loss(new.item()), temperature)
        positions.append(new if uniform < p else old)
    return torch.stack(positions)


def decayed_rate(lr, decay, step):
    return torch.tensor(lr) * torch.tensor(decay) ** step


def minibatches(X, Y, batch_size, generator=None):
    order = torch.randperm(len(X), generator=generator)
    X, Y = X.float().to(X), Y.float().to(Y)
    return [(X[rows], Y[rows]) for rows in order.split(batch_size)]


def sgd_epoch(batches, w, b, lr):
    w, b, losses = w.detach().float(), b.detach().float(), []
    for xb, yb in batches:
        e = w * xb.float() + b - yb.float()
        losses.append((e**2).mean())
        w, b = w - lr * (2 * e * xb.float()).mean(), b - lr * (2 * e).mean()
    return w, b, losses
