# expect: get_loss fail half-mse


def get_loss(y_, y):
    return 0.5 * torch.nn.functional.mse_loss(y_, y)
