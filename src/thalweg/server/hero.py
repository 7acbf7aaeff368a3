"""The figure on the first page: one experiment that shows at a glance what the rest is about."""

from __future__ import annotations

from thalweg.lessons.module import Figure, Passage

CAPTION = "One start, one learning rate, four optimizers: they end in three different valleys. Drag the start and see."

HERO = Figure(
    id="hero",
    link="?landscape=himmelblau&optimizers=sgd,momentum,rmsprop,adam&lr=0.016&start=0,-1&steps=360",
    parts=("playback",),
    caption=Passage(CAPTION, __file__, 1),
    alt=(
        "A map with four valleys. From one start near the hill in the middle, SGD goes to the valley at the lower "
        "right, Momentum to the one at the lower left, and RMSProp and Adam to the one at the upper right."
    ),
)
