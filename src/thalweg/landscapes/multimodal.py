"""Multi-modal landscapes: several minimizers, and the start decides which one is found."""

from __future__ import annotations

from thalweg.landscapes.landscape import Domain, Landscape, Start, lattice

# Rastrigin's function is a sum of one function of x and the same of y, so its stationary points are all combinations of
# these: the valleys and the crests of x**2 - 10*cos(2*pi*x) between -5.12 and 5.12.
_RIGHT_FLOORS = (
    0.99495863765233479545,
    1.9899122337085495607,
    2.9848557010394812469,
    3.9797838603007538091,
    4.974691390895051299,
)
_RIGHT_CRESTS = (
    0.50254603655467463179,
    1.5076407318703583757,
    2.5127433182000849142,
    3.5178591381704408535,
    4.5229936595845187735,
)
_FLOORS = (0.0, *(sign * x for x in _RIGHT_FLOORS for sign in (1, -1)))
_CRESTS = tuple(sign * x for x in _RIGHT_CRESTS for sign in (1, -1))

LANDSCAPES = (
    Landscape(
        key="himmelblau",
        title="Himmelblau",
        formula="(x**2 + y - 11)**2 + (x + y**2 - 7)**2",
        domain=Domain.square(6),
        starts=(
            Start(0, 0, "Near the hill in the middle: optimizers part ways here."),
            Start(-0.27, -0.9, "Almost on the summit: a hair's breadth decides between four basins."),
            Start(-5, 5, "Steep walls: a learning rate that is right inside explodes here."),
        ),
        minimizers=(
            (3.0, 2.0),
            (-2.8051180869527448531, 3.1313125182505729658),
            (-3.7793102533777468919, -3.2831859912861694123),
            (3.5844283403304917449, -1.8481265269644035535),
        ),
        saddles=(
            (3.385154183607020938, 0.073851879837749287719),
            (0.086677504555396351823, 2.8842547011747761131),
            (-3.0730257507643896105, -0.081353044287967511553),
            (-0.12796134673068006631, -1.9537149802445764261),
        ),
        teaches="Four minimizers of equal depth: which one is found depends on the start and on the optimizer.",
        source="Himmelblau 1972, Applied Nonlinear Programming",
    ),
    Landscape(
        key="rastrigin",
        title="Rastrigin",
        formula="20 + x**2 - 10*cos(2*pi*x) + y**2 - 10*cos(2*pi*y)",
        domain=Domain.square(5.12),
        starts=(
            Start(-3.4, 2.7, "A small learning rate ends in the nearest dent; a large one jumps out of it."),
            Start(0.4, -0.3, "Inside the basin of the best minimizer."),
            Start(4.5, 4.5, "Far out on a crest: dozens of dents lie on the way."),
        ),
        minimizers=lattice(_FLOORS, _FLOORS),
        saddles=lattice(_FLOORS, _CRESTS) + lattice(_CRESTS, _FLOORS),
        teaches="A bowl full of dents: 121 minimizers in sight and only one of them the best, so the start matters.",
        source="Rastrigin 1974, Systems of Extremal Control; in two dimensions",
    ),
)
