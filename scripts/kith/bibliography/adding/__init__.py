"""New works, from what an editor has to an entry in the right file.

look_up       asks registries: DOI, PubMed number, ISBN
exports       bytes to works: which format it is, and what is no work
tagged        RIS to tagged lines; medline, endnote: other formats to the same lines
ris           tagged lines to CSL-JSON: ris_tags (the tables), ris_places, ris_numbers, journals
people        names in the words of databases; foreign_dates: dates
csl_record    CSL-JSON to a `Work`; csl_dates: its dates
pasted_bibtex BibTeX from elsewhere
house         the house rules: key, file, doubles
add           the commands: one work into one .bib file
"""
