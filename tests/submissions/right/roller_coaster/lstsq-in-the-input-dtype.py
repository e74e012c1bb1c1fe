def best_quadratic(time, speed):
    t = time.reshape(-1, 1)
    A = torch.cat([t**2, t, torch.ones_like(t)], dim=1)
    p = torch.linalg.lstsq(A, speed.reshape(-1, 1)).solution
    return p.flatten(), torch.mean((A @ p - speed.reshape(-1, 1)) ** 2)
