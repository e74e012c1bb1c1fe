"""A class of submissions: what was handed in, who grades it and where, what is kept, what others read."""
