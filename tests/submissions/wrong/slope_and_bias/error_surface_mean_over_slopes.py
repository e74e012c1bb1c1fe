# expect: error_surface fail
# The mean is taken over the slopes (axis 0), not over the data rows, so Z has the wrong shape and is no loss.


def error_surface(X, Y, w_range, b_range, n_samples):
    slopes = torch.linspace(-w_range, w_range, n_samples, dtype=X.dtype, device=X.device)
    biases = torch.linspace(-b_range, b_range, n_samples, dtype=X.dtype, device=X.device)
    W, B = torch.meshgrid(slopes, biases, indexing="ij")
    yhat = W.unsqueeze(-1) * X.flatten() + B.unsqueeze(-1)
    Z = ((yhat - Y.flatten()) ** 2).mean(0)
    return W, B, Z
