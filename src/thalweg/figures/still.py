"""A comparison as a still picture of its map, for a page without JavaScript."""

from __future__ import annotations

WIDTH, HEIGHT = 600, 640
"""Size of the picture in CSS pixels."""
