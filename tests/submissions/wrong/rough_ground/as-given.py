# expect: acceptance_probability fail


def acceptance_probability(old_loss, new_loss, temperature):
    """The probability with which annealing moves from a place with `old_loss` to one with `new_loss`.

    A place that is no worse is always accepted: probability 1. For a worse one the probability falls off exponentially
    with how much worse it is, counted in temperatures: worse by one temperature gives 1/e, by two gives 1/e squared.
    At temperature 0 no worse place is accepted: probability 0.

    Returns a float between 0 and 1.
    """
    return math.exp((new_loss - old_loss) / temperature)
