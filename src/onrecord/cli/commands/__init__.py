"""The commands: what can be typed, one module each. Only typer is imported here."""
