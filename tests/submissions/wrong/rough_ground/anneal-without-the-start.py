# expect: anneal fail start-missing


def anneal(loss, x, proposals, uniforms, temperatures):
    path = [x]
    for p, u, t in zip(proposals, uniforms, temperatures):
        here = path[-1]
        chance = acceptance_probability(loss(here), loss(here + p), t)
        path.append(here + p if u < chance else here)
    return path[1:]
