# expect: mean_loss fail
# Returns the share of passengers guessed right, which is an accuracy and not a squared error, and cannot be
# differentiated.


def mean_loss(X, y, coef):
    guess = predict(X, coef) > 0.5
    right = guess == (y > 0.5)
    return right.float().mean()
