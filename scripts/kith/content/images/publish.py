"""The files of images in the built site."""

from kith.content.images.records import Pictures
from kith.site.kept import KeptSite


def publish_pictures(pictures: Pictures, site: KeptSite) -> None:
    """Put every file of every image into the site."""
    for picture in pictures.found.values():
        for variant in picture.variants:
            site.copy(str(variant.file), variant.place)
