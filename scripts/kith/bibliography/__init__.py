"""Reads bibliography/: BibTeX in, in-text citations, reference lists and pages of works out.

    reading/      .bib files -> frozen `Work` records, and every problem in them
    citing/       Pandoc's citation syntax -> labels, reference entries, links: the Markdown side
    pages/        what readers get: lists, the page of all works, a page for each, tags for machines
    writing/      works -> BibTeX, RIS, CSL-JSON; the safe mends of a .bib file
    retracting/   the lock file of retractions, and the look-up that refreshes it

`library` keeps together what is known of all works; everything else asks it.
"""
