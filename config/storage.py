"""How static files are stored on a server: hashed names, compressed copies, and imports between modules that follow the
hashed names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; the offline app is made of modules that import each other by relative address."""

    support_js_module_import_aggregation = True
