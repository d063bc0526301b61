"""Where and through what something was said, what it rests on, and which places it names.

`channel`, `ground` and `said` look at the sentence of one statement, `places` at a whole article.
"""
