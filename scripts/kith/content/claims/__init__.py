"""Claims: what stories say, how far the evidence goes with them, and the page that lists all.

`verdicts` holds the words and the drawings, `elements` what readers see of a claim. `markdown`
draws the block `/// claim`, `records` reads every claim of the site, `check` finds what is wrong in
them, `page` lists them, `review` tells search engines.
"""
