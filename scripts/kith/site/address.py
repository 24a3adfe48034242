"""Where a page will be published, for what must say it in full.

A site that does not know its address (see KITH_SITE_URL in README.md) says it nowhere: what needs
it is left out.
"""


def full_address(site_url: str, place: str) -> str:
    """The address of a file of the site; that of a folder for its index page."""
    return f"{site_url.rstrip('/')}/{place.removesuffix('index.html')}"
