"""Storage of static files in production: names carry a digest, also those that scripts import."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StatisStorage(CompressedManifestStaticFilesStorage):
    """Django's rewriting of `import … from "./x.js"`, for our own scripts only.

    Switched on for all (`support_js_module_import_aggregation`) it stops at a comment of htmx.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]),
    )
