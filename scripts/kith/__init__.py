"""Kith: the machine that builds the site.

Each top-level folder of the repository is material owned by one role; the subpackage of the same
name reads it. Data flows one way, and every stage returns the problems it met:

    content/        -> kith.content        front matter, Markdown sources, claims
    bibliography/   -> kith.bibliography   BibTeX -> Work -> label, reference, citation
    explainers/     -> kith.explainers     manifest, wheel, picture drawn at build time
    theme/          -> kith.theme          the content security policy of its pages
    (built site)    -> kith.site           checks on the HTML that readers get

`pipeline` puts the stages in order, `problems` is what an editor can get wrong, `project` is where
the folders are, `cli` is the command line. `mkdocs_plugin` is the only module that imports mkdocs.
"""
