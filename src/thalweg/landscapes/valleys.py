"""Curved valleys: the way down turns."""

from __future__ import annotations

from thalweg.landscapes.landscape import Domain, Landscape, Start

LANDSCAPES = (
    Landscape(
        key="rosenbrock",
        title="Rosenbrock",
        formula="(1 - x)**2 + 100*(y - x**2)**2",
        domain=Domain((-2, 2), (-1, 3)),
        starts=(
            Start(-1.5, 2, "Down the wall in a few steps, then along the whole curved floor."),
            Start(-1.2, 1, "The classical start of the literature."),
            Start(1.8, -0.6, "From the other wall, under the minimizer."),
        ),
        minimizers=((1, 1),),
        teaches="A curved, narrow valley: finding it is easy, following it to the end separates the optimizers.",
        source="Rosenbrock 1960, The Computer Journal 3, 175-184",
    ),
)
