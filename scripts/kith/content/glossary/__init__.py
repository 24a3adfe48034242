"""The glossary: words in plain words, explained where they first stand and listed on a page.

`records` reads glossary.toml, `elements` is what readers see, `markdown` explains first uses and
draws the block `/// glossary`, `check` finds mistakes.
"""
