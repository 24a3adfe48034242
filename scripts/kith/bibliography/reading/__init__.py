"""BibTeX to works: `bibtex` splits, `latex` and kin decode, `work` builds, `lint` holds the rules.

`source` finds places in a file; `inherit` resolves macros, crossref and xdata; `names`, `dates`,
`identifiers` and `values` type what was found; `fields` is the one table of fields and types.
"""
