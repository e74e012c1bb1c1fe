# expect: acceptance_probability fail annealing-sign


def acceptance_probability(old_loss, new_loss, temperature):
    if temperature == 0:
        return 0.0
    return min(1.0, math.exp((new_loss - old_loss) / temperature))
