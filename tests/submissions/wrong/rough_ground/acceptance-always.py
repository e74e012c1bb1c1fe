# expect: acceptance_probability fail annealing-sign


def acceptance_probability(old_loss, new_loss, temperature):
    return 1.0
