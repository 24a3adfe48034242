"""Markdown as people write it: CommonMark's lists, and signs that only look like markup."""
