"""Does the model do people good? Worlds that it does not know, and what it must agree with.

Only the commands `flask comfort ...` come in here; no web process loads it (docs/fit-model.md).
"""
