def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    table = torch.empty(len(rates), iters, dtype=X.dtype)
    for row, rate in zip(table, rates):
        start = torch.tensor(w.item(), dtype=w.dtype, requires_grad=True), torch.tensor(b.item(), dtype=b.dtype, requires_grad=True)
        row.copy_(torch.tensor(train_model(X, Y, *start, rate, iters)[2]))
    return table
