"""Citations in the text: `citations` parses, `labels` names, `intext` composes, `csl` formats.

`attribution` and `titlecase` say by what a work is named, `locale` has the words of a language,
`citings` finds who cites what, `markdown` is the Python-Markdown extension.
"""
