"""The gate: YAML files in, sound and frozen content out, or every problem at once."""
