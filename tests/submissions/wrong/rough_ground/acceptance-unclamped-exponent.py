# expect: acceptance_probability fail annealing-sign


def acceptance_probability(old_loss, new_loss, temperature):
    if temperature == 0:
        return float(new_loss <= old_loss)
    return math.exp((new_loss - old_loss) / temperature)
