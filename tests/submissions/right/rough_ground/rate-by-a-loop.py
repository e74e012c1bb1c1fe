def decayed_rate(lr, decay, step):
    for _ in range(step):
        lr *= decay
    return lr


def anneal(loss, x, proposals, uniforms, temperatures):
    here, height = x, loss(x)
    walked = [here]
    for k, proposal in enumerate(proposals):
        there = here + proposal
        height_there = loss(there)
        if height_there <= height or uniforms[k] < acceptance_probability(height, height_there, temperatures[k]):
            here, height = there, height_there
        walked += [here]
    return tuple(walked)
