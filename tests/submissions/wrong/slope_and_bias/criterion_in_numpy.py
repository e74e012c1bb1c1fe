# expect: criterion fail
# The number is right, and no gradient leads back to the predictions.


import numpy as np



def criterion(yhat, y):
    return torch.tensor(np.mean((yhat.detach().numpy() - y.numpy()) ** 2), requires_grad=True)
