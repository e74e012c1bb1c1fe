def anneal(loss, x, proposals, uniforms, temperatures):
    path = [x]
    for p, u, t in zip(proposals, uniforms, temperatures):
        step = p if acceptance_probability(loss(path[-1]), loss(path[-1] + p), t) > u else 0.0
        path.append(path[-1] + step)
    return torch.tensor(path)
