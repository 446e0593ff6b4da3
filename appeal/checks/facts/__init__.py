"""Facts never drift: numbers, dates, addresses, fields and names have the value of the English."""
