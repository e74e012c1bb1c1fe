# expect: compare_learning_rates fail off-by-one


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    fresh = lambda p: torch.tensor(p.item(), dtype=p.dtype, requires_grad=True)
    return torch.tensor([train_model(X, Y, fresh(w), fresh(b), rate, iters)[2][:-1] for rate in rates])
