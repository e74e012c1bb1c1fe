# expect: get_loss fail ignores-target

target = torch.tensor([1.7, 2.76, 2.09, 3.19, 1.694, 1.573, 3.366, 2.596, 2.53, 1.221, 2.827, 3.465, 1.65, 2.904, 1.3])


def get_loss(y_, y):
    return torch.mean(torch.square(target - y_))
