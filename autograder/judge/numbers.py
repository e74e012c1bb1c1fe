"""How a number is written for people: never cut short, and never so that two different ones look the same."""


def show(value, beside=None):
    """Return `value` with seven digits, or as many more as it takes to differ from `beside`."""
    value = float(value)
    for digits in range(7, 18):
        text = f"{value:.{digits}g}"
        if beside is None or value == beside or text != f"{float(beside):.{digits}g}":
            break
    return text
