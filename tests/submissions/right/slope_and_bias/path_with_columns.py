def descent_path(X, Y, w, b, lr, iters):
    ws, bs = [w.item()], [b.item()]
    for _ in range(iters):
        train_model(X, Y, w, b, lr, 1)
        ws.append(w.item())
        bs.append(b.item())
    return torch.tensor([ws, bs]).T
