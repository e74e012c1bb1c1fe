"""Arguments that cannot be used: one line that says what is wrong and what to type, and exit status 2."""

from autograder.student import wording


class UsageProblem(Exception):
    """The message is the one line."""

    def __init__(self, sentence, **details):
        super().__init__(getattr(wording, sentence).format(**details))
