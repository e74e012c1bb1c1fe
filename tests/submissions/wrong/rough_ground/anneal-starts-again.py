# expect: anneal fail restart-each-step


def anneal(loss, x, proposals, uniforms, temperatures):
    path = [x]
    for p, u, t in zip(proposals, uniforms, temperatures):
        here = x
        chance = acceptance_probability(loss(here), loss(here + p), t)
        path.append(here + p if u < chance else x)
    return path
