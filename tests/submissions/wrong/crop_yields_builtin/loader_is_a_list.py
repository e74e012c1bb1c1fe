# expect: make_loader fail


def make_loader(inputs, targets, batch_size, shuffle):
    return list(zip(inputs.split(batch_size), targets.split(batch_size)))
