import copy


def compare_learning_rates(X, Y, w, b, rates=(0.1, 0.2), iters=15):
    LOSSES = {}
    for rate in rates:
        LOSSES[rate] = train_model(X, Y, copy.deepcopy(w), copy.deepcopy(b), rate, iters)[2]
    return [LOSSES[rate] for rate in rates]
