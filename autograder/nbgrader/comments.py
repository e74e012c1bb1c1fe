"""The comment on a function that did not pass, in nbgrader's gradebook and feedback, which reads it as Markdown."""

from autograder.nbgrader.markdown import disarmed, fenced


def said_of(status: str, words: str, *sentences: str) -> str:
    """Return the comment: "fail", "not started", …, the words of what stopped it, and what a teacher would say.

    The words may be a student's own, so they stand in a block, and before the sentences: whatever a name in one of those
    may begin, the block is none of it.
    """
    lines = [disarmed(" ".join(line.split())) for sentence in sentences for line in sentence.splitlines()]
    block = fenced(words.strip()) if words.strip() else ""
    return "\n\n".join(part for part in (status.replace("_", " "), block, *lines) if part)
