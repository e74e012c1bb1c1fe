# expect: acceptance_probability fail annealing-sign


def acceptance_probability(old_loss, new_loss, temperature):
    if new_loss <= old_loss:
        return 1.0
    if not temperature:
        return 0.0
    return math.exp((new_loss - old_loss) / temperature)
