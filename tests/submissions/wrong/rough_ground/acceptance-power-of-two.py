# expect: acceptance_probability fail


def acceptance_probability(old_loss, new_loss, temperature):
    if new_loss <= old_loss:
        return 1.0
    return 0.0 if temperature == 0 else 2 ** (-(new_loss - old_loss) / temperature)
