# expect: acceptance_probability error


def acceptance_probability(old_loss, new_loss, temperature):
    if new_loss <= old_loss:
        return 1.0
    return math.exp(-(new_loss - old_loss) / temperature)
