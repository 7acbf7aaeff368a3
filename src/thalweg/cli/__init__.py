"""The command `thalweg`."""

from __future__ import annotations

from thalweg.cli.commands import main as main
