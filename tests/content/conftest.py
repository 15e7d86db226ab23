"""These tests may change a copy of the toy content."""

from tests.toy import toy

__all__ = ["toy"]
