"""What the doors show: statements, claims, times and figures in words, and a text as HTML with its marks."""
