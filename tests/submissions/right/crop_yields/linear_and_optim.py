import torch.nn as nn
import torch.nn.functional as F


def mse(preds, targets):
    return nn.MSELoss()(targets, preds)


def model(x, w, b):
    return F.linear(x, w, b)


def train(inputs, targets, w, b, lr, epochs):
    net = nn.Linear(w.shape[1], w.shape[0]).to(inputs)
    net.weight.data.copy_(w)
    net.bias.data.copy_(b)
    opt = torch.optim.SGD(net.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        loss = F.mse_loss(net(inputs), targets)
        losses.append(loss.item())
        opt.zero_grad()
        loss.backward()
        opt.step()
    return net.weight, net.bias, losses
