"""Claims as search engines read them: one schema.org ClaimReview for each, in its page's head."""

from collections.abc import Mapping, Sequence
from typing import Any

from kith.bibliography.pages.metadata import as_script
from kith.content.claims.elements import claim_id
from kith.content.claims.records import Claim
from kith.content.claims.verdicts import BEST, WORST

JsonObject = dict[str, Any]


def schema_review(
    claim: Claim, fields: Mapping[str, Any], *, site_name: str, page_address: str
) -> JsonObject:
    """One claim. `page_address` is the page's full address, or "" where it is not known yet."""
    data: JsonObject = {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "itemReviewed": {"@type": "Claim", "text": claim.text},
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": claim.verdict.rating,
            "bestRating": BEST,
            "worstRating": WORST,
            "alternateName": claim.verdict.word,
        },
        "author": {"@type": "Organization", "name": site_name},
    }
    if page_address:
        data["url"] = f"{page_address}#{claim_id(claim.id)}"
    if fields.get("reviewed"):
        data["datePublished"] = str(fields["reviewed"])
    return data


def add_reviews(
    html: str,
    claims: Sequence[Claim],
    fields: Mapping[str, Any],
    *,
    site_name: str,
    page_address: str,
) -> str:
    """A page with the reviews of its claims in its head."""
    reviews = [
        schema_review(claim, fields, site_name=site_name, page_address=page_address)
        for claim in claims
    ]
    script = as_script({"@context": "https://schema.org", "@graph": reviews})
    tag = f'<script type="application/ld+json">{script}</script>'
    return html.replace("</head>", f"{tag}</head>", 1)
