"""Fixtures that several rooms share."""

from __future__ import annotations

from tests.workspaces import workspace

__all__ = ["workspace"]
