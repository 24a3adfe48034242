"""Photos and drawings that editors put into content/: checked, made small, and put into pages.

`make` turns the bytes of one image into the files that readers get, `svg` reads drawings, `records`
knows all images of the site, `markup` writes them into a page.
"""
