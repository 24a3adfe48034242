"""New works, from what an editor has to an entry in the right file.

look_up       asks registries: DOI, PubMed number, ISBN
ris           RIS to CSL-JSON
csl_record    CSL-JSON to a `Work`
house         the house rules: key, file, doubles
add           the commands: one work into one .bib file
"""
