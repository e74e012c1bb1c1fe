# expect: criterion fail
# The loss is put in a brand-new tensor to silence an error, which cuts it off from yhat: no gradient reaches w or b.


def criterion(yhat, y):
    loss = ((yhat - y) ** 2).mean()
    # RuntimeError: element 0 of tensors does not require grad -> fixed
    return torch.tensor(loss.item(), dtype=loss.dtype, device=loss.device, requires_grad=True)
