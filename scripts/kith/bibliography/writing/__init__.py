"""Works back to files: `export` for readers to take away, `fix` for editors' own .bib files."""
