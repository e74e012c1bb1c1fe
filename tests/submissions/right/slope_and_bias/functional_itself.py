from torch.nn.functional import mse_loss as criterion
