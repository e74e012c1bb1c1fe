"""Who has no grade yet, because a check of theirs could not be run: through no fault of their own."""


def unsettled(rows):
    """Return the names of these students."""
    return {row.student for row in rows if not row.status.is_settled}
