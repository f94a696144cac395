"""The course as a website: released notebooks with their pictures, the documents, the reference of the library."""

from authoring.site.builder import SiteError, build

__all__ = ["SiteError", "build"]
