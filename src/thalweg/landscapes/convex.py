"""Convex landscapes: one minimizer, and downhill leads to it."""

from __future__ import annotations

from thalweg.landscapes.landscape import Domain, Landscape, Start

LANDSCAPES = (
    Landscape(
        key="bowl",
        title="Bowl",
        formula="x**2 + y**2",
        domain=Domain.square(5.12),
        starts=(
            Start(-4, 3, "Plain gradient descent walks straight to the middle, because the gradient points at it."),
            Start(0, 4.5, "One coordinate starts at rest and stays there."),
        ),
        minimizers=((0, 0),),
        teaches="The simplest landscape: curved alike in every direction, so the gradient points at the minimizer.",
        source="De Jong 1975, function F1, in two dimensions",
    ),
    Landscape(
        key="valley",
        title="Elongated valley",
        formula="x**2 + 10*y**2",
        domain=Domain.square(5),
        starts=(
            Start(-4, 2, "Gradient descent zig-zags across the valley while it creeps along it."),
            Start(-4.5, 0.2, "Almost on the floor: what matters is the speed along the valley."),
        ),
        minimizers=((0, 0),),
        teaches="Ten times steeper across than along: the learning rate that is safe across is slow along.",
        source="The quadratic with condition number 10",
    ),
    Landscape(
        key="rotated-valley",
        title="Rotated valley",
        # (0.8*x + 0.6*y)**2 + 10*(0.8*y - 0.6*x)**2: with the triangle 3-4-5 the coefficients are short decimals.
        formula="4.24*x**2 - 8.64*x*y + 6.76*y**2",
        domain=Domain.square(5),
        starts=(
            Start(-4.4, -0.8, "Gradient descent takes the steps of the elongated valley, only rotated; Adam does not."),
            Start(-3.72, -2.54, "Almost on the floor, which no longer runs along a coordinate."),
        ),
        minimizers=((0, 0),),
        teaches="The same valley at an angle: scaling each coordinate by itself no longer makes it round.",
        source="The quadratic with condition number 10, rotated by the angle of the triangle 3-4-5",
    ),
)
