def best_quadratic(time, speed):
    t, v = time.flatten().double(), speed.flatten().double()
    A = torch.stack([t * t, t, t**0], 1)
    p = torch.linalg.solve(A.T @ A, A.T @ v)
    return p, ((A @ p - v) ** 2).mean()
