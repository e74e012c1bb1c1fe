from torch import nn

criterion = nn.MSELoss()
