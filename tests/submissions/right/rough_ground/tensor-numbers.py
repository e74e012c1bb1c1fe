def acceptance_probability(old_loss, new_loss, temperature):
    d = torch.tensor(new_loss - old_loss, dtype=torch.float64)
    if d <= 0:
        return torch.tensor(1.0)
    return torch.exp(-d / temperature)


def decayed_rate(lr, decay, step):
    return torch.tensor(lr) * torch.tensor(decay) ** step
