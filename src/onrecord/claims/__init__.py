"""Stories and claims: which articles tell of one thing, what is claimed in them, who stands where to it."""
