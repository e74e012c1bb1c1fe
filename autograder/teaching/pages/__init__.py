"""The pages of a class: one for every student, one for who teaches them. Each is a single file that needs no network."""
