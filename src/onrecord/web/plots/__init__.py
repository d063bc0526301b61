"""Plots, drawn by the server as SVG: each a function of what it shows, each with its words in the picture."""
