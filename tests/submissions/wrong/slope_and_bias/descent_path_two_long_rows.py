# expect: descent_path fail
# All the w are in one row and all the b in another, so the shape is (2, iters + 1): the path lies on its side.


def descent_path(X, Y, w, b, lr, iters):
    ws = [w.detach().clone()]
    bs = [b.detach().clone()]
    for _ in range(iters):
        w, b, _loss = train_model(X, Y, w, b, lr, 1)
        ws.append(w.detach().clone())
        bs.append(b.detach().clone())
    return torch.stack([torch.stack(ws), torch.stack(bs)])
