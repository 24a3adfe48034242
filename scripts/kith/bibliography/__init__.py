"""Reads bibliography/: BibTeX in, in-text citations and reference lists out.

Reading: `bibtex` splits, `latex` and `richtext` decode, `names`, `dates`, `identifiers` and
`fields` type what was found, `work` makes the frozen records, `lint` holds the rules.
Citing: `citations` parses Pandoc's syntax, `labels` decides what stands in the text, `csl` asks
pandoc for the entries, `library` keeps it all together, `references` makes the list of a page,
`markdown` is the Python-Markdown extension.
"""
