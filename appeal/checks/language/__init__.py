"""How a language is written: mostly warnings, which never stop a release."""
