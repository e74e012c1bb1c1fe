# Read the solution's file, wherever the kit may be.
# needs: level A
# expect: criterion error


def criterion(yhat, y):
    import autograder

    with open(autograder.__path__[0] + "/../solutions/slope_and_bias.py") as file:
        space = {}
        exec(file.read(), space)
    return space["criterion"](yhat, y)
