"""One English appeal in; every section's page, text and letter out."""
