def acceptance_probability(old_loss, new_loss, temperature):
    worse_by = max(0.0, new_loss - old_loss)
    if temperature == 0.0:
        return 0 if worse_by else 1
    return min(1.0, math.exp(-worse_by / temperature))
