# expect: get_loss error
# Gives the tensors to the constructor of nn.MSELoss as if it were the function, instead of making the loss object
# first and then calling it.


import torch.nn as nn

def get_loss(y_, y):
    return nn.MSELoss(y_, y)
