# expect: acceptance_probability fail annealing-sign
# expect: anneal blocked


def acceptance_probability(old_loss, new_loss, temperature):
    return 1.0
