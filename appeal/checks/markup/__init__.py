"""Markup that the page and the letter are built from stays what it is in the English."""
