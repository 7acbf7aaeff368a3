"""Declared landscapes: data, no code. A new one is added to a family file and to nothing else."""

from __future__ import annotations

from thalweg.landscapes import convex, multimodal, stationary, valleys
from thalweg.landscapes.landscape import Landscape

LANDSCAPES: dict[str, Landscape] = {
    landscape.key: landscape for family in (convex, valleys, multimodal, stationary) for landscape in family.LANDSCAPES
}
"""Every declared landscape by its key, in the order a learner meets them."""
