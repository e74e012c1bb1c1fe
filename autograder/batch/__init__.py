"""A class of submissions, whatever is in them."""
