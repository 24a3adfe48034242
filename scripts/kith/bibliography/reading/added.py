"""Fields that databases and reference managers add for themselves: known, and passed over."""

from typing import Final

ADDED: Final = frozenset([
    "affiliation", "affiliations", "author-email", "bdsk-file-1", "bdsk-url-1", "bdsk-url-2",
    "citation", "citations", "coden", "collaboration", "copyright", "correspondence_address1",
    "creationdate", "da", "date-added", "date-modified", "document_type", "earlyaccessdate",
    "eissn", "eventtitleaddon", "funding-acknowledgement", "funding-text", "funding_details",
    "funding_text", "hash", "highlights", "index_keywords", "issn-l", "issue_date",
    "keywords-plus", "language_of_original_document", "local-url", "mendeley-groups",
    "mendeley-tags", "meeting", "modificationdate", "month_numeric", "number-of-cited-references",
    "numberofcitedreferences", "oa", "open_access", "organization-as-author", "orcid",
    "orcid-numbers", "ppn", "priority", "publication_stage", "qualityassured", "rating",
    "read", "readstatus", "refid", "references", "reprint", "research-areas",
    "researcherid-numbers", "risfield_0_da", "source", "subject", "tags", "times-cited",
    "translated_title", "unique-id", "urldate_raw", "usage-count-last-180-days",
    "usage-count-since-2013", "username", "web-of-science-categories",
    "web-of-science-index", "webofscience", "zotero-key", "__markedentry", "art_no",
    "chemicals_cas", "conference_code", "manufacturers", "molecular_seqnumbers", "pubmed",
    "sponsors", "tradenames", "archivelocation", "archive_location", "callnumber", "call_number",
    "database", "databaseprovider", "accession_number", "nationality", "holder", "lccn",
])  # fmt: skip
