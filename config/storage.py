"""How static files are stored on a server: hashed names, compressed copies, and imports between modules that follow the
hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORTS = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1]


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage. Django follows imports in every JavaScript file or in none; packages of others import what
    they do not bring along, so only the modules of the offline app and its library are followed."""

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/capture/*.js", _IMPORTS),
        ("vendor/lit/*.js", _IMPORTS),
    )
