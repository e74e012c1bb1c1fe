def numerical_gradient(f, x, h=1e-3):
    slope = (f(x + h) - f(x - h)) / (2 * h)
    torch.testing.assert_close(torch.tensor(slope), torch.tensor(slope))
    return slope


torch.testing.assert_close(torch.tensor(numerical_gradient(lambda x: x * x, 3.0)), torch.tensor(6.0), rtol=1e-3, atol=1e-3)
