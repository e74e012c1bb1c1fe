# Import the solution.
# expect: criterion error


def criterion(yhat, y):
    from solutions.slope_and_bias import criterion

    return criterion(yhat, y)
