# expect: anneal fail annealing-sign


def anneal(loss, x, proposals, uniforms, temperatures):
    path = [x]
    for p, u, t in zip(proposals, uniforms, temperatures):
        d = loss(path[-1] + p) - loss(path[-1])
        chance = (1.0 if d <= 0 else 0.0) if t == 0 else min(1.0, math.exp(d / t))
        path.append(path[-1] + p if u < chance else path[-1])
    return path
