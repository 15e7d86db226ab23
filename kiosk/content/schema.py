"""JSON Schema of the content files, from the models, so that editors complete and check."""

from __future__ import annotations

from typing import Any

from kiosk.content.configuration import SettingsFile
from kiosk.content.loader import FILES, FOLDERS
from kiosk.content.models import Languages


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of file, by the name of the kind."""
    return {
        name: _schema(model)
        for name, model in {**FILES, **FOLDERS, "languages": Languages, "settings": SettingsFile}.items()
    }


def _schema(model: Any) -> dict[str, Any]:
    schema: dict[str, Any] = model.model_json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_as_written(schema)}


def _as_written(value: Any) -> Any:
    """Let numbers and dates be written as YAML writes them: the reader keeps all values as text."""
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_written(item) for key, item in value.items()}
    return value
