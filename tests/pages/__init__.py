"""The pages and the exports of a class."""
