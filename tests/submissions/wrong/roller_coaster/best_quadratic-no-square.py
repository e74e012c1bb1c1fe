# expect: best_quadratic fail no-square


def best_quadratic(time, speed):
    t, v = time.flatten().double(), speed.flatten().double()
    A = torch.stack([t**2, t, torch.ones_like(t)], 1)
    params = torch.linalg.lstsq(A, v).solution
    e = A @ params - v
    return params, e.mean()
