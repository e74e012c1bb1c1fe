"""Pictures of the student's own numbers, on published cases only. Needs matplotlib, so nothing here is imported early."""
