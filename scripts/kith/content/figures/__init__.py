"""Figures with sources: a file of content/figures/ as a drawing, its table, its sources, its data.

`records` reads the files, `kinds` knows the kinds of drawing, `dress` what they have in common;
`bars`, `intervals`, `lines`, `icons` and `timeline` draw one kind each. `elements` is what readers
see, `markdown` the block `/// figure`, `check` finds mistakes, `publish` writes the data files.
"""
