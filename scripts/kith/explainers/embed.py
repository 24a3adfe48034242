"""A page of its own for each explainer, for other sites to show in a frame.

Here is what such a page is made from; the template theme/embed.html draws it. It must not know who
renders it, nor where the site will be published.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import yaml

from kith.content.blocks import find_blocks
from kith.content.pages import Page, page_url
from kith.explainers.manifest import Manifest
from kith.explainers.room import EMBED

TEMPLATE: Final = "embed.html"


def embed_pages(manifests: Mapping[str, Manifest], pages: Iterable[Page]) -> dict[str, str]:
    """Markdown by path below the content folder: one page for each explainer.

    A page names the first article that holds the explainer, which search engines should prefer.
    """
    articles: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: not page.is_article):  # the home page shows one too
        for block in find_blocks(page.source, "explainer"):
            articles.setdefault(block.argument, page)
    return {
        f"{EMBED}/{name}.md": _page(manifest, articles.get(name))
        for name, manifest in manifests.items()
    }


def _page(manifest: Manifest, article: Page | None) -> str:
    head = {
        "title": manifest.title,
        "description": manifest.question,
        "template": TEMPLATE,
        "search": {"exclude": True},
    }
    if article:
        head["article"] = page_url(article.name)
        head["article_title"] = str(article.fields.get("title", article.name))
    front = yaml.safe_dump(head, allow_unicode=True, sort_keys=True)
    return f"---\n{front}---\n\n/// explainer | {manifest.name}\n    heading: 1\n///\n"
