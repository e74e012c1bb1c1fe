# expect: best_quadratic fail
# Returns lstsq's residuals as the loss: where they are filled in at all they are a sum of squares, not a mean.


def best_quadratic(time, speed):
    t = time.flatten().double()
    v = speed.flatten().double().unsqueeze(1)
    A = torch.stack([t**2, t, torch.ones_like(t)], dim=1)
    out = torch.linalg.lstsq(A, v)
    return out.solution.flatten().to(time.dtype), out.residuals
