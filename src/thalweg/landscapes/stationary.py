"""Landscapes where the gradient is small although nothing is found: saddles and plateaus."""

from __future__ import annotations

import math

from thalweg.landscapes.landscape import Domain, Landscape, Start

LANDSCAPES = (
    Landscape(
        key="saddle",
        title="Saddle",
        formula="x**2 - y**2 + y**4/4",
        domain=Domain.square(2.5),
        starts=(
            Start(
                -2,
                0.001,
                "A hair beside the ridge: every optimizer slows down at the saddle, and some leave it much sooner.",
            ),
            Start(-2, 0, "Exactly on the ridge: the gradient across it is zero, so nothing ever leaves it."),
            Start(1.5, 1, "Beside the saddle: straight into a minimizer."),
        ),
        minimizers=((0, math.sqrt(2)), (0, -math.sqrt(2))),
        saddles=((0, 0),),
        teaches="At a saddle the gradient vanishes although the way down goes on: optimizers slow down, then leave.",
        source="The saddle x**2 - y**2, bounded below by y**4/4",
    ),
    Landscape(
        key="plateau",
        title="Plateau",
        formula="tanh(x**2 + y**2 - 4) + 0.02*(x**2 + y**2)",
        domain=Domain.square(5),
        starts=(
            Start(-4, 2.5, "Out on the flat: the gradient is nearly nothing, and plain gradient descent crawls."),
            Start(2, 1, "Over the edge: steep for a moment, then flat again around the minimizer."),
        ),
        minimizers=((0, 0),),
        teaches="Where the slope is nearly zero, steps in proportion to it nearly vanish; rescaled steps do not.",
        source="A pit with a flat surrounding, made for this course",
    ),
)
