def analytic_gradients(x, y, w, b):
    def of_one(xi, yi):
        e = w * xi + b - yi
        return torch.stack([2 * e * xi, 2 * e])

    return torch.vmap(of_one)(x.flatten(), y.flatten()).mean(0).unbind()
