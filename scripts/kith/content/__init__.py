"""Reads content/: front matter to typed pages, Markdown source to places in it, claims."""
