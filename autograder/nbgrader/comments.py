"""The comment on a function that did not pass, in nbgrader's gradebook and feedback, which reads it as Markdown."""


def said_of(status, *said):
    """Return the comment: "fail", "not started", …, then what stopped it and what a teacher would say, by paragraphs."""
    lines = [line for text in said for line in text.splitlines()]
    return "\n\n".join(line.replace("<", "\\<") for line in (status.replace("_", " "), *lines) if line)
