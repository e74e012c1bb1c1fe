# expect: compare_learning_rates fail ascent


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    def run(p, q, lr):
        losses = []
        for _ in range(iters):
            loss = criterion(forward(X, p, q), Y)
            losses.append(loss.item())
            gp, gq = torch.autograd.grad(loss, (p, q))
            p, q = (p + lr * gp).detach().requires_grad_(), (q + lr * gq).detach().requires_grad_()
        return losses

    return tuple(run(w, b, lr) for lr in rates)
