"""Where a point lies on a landscape, told from its gradient and Hessian: at a minimum, at a saddle, on a plateau.

A run seldom ends exactly at a stationary point. It is said to have ended at one when Newton's step from there is short:
the quadratic that fits the landscape at the point has its stationary point within a hundredth of the domain.
"""

from __future__ import annotations

from enum import StrEnum

from thalweg.language.procedure import read_procedure


class Place(StrEnum):
    """Words for where a point lies, in the order of the numbers that `PLACE` returns."""

    GLOBAL_MINIMUM = "global minimum"
    LOCAL_MINIMUM = "local minimum"
    MINIMUM = "minimum"
    SADDLE = "saddle"
    MAXIMUM = "maximum"
    PLATEAU = "plateau"
    NOWHERE = "nowhere special"


# The shares are choices: a hundredth of the domain is about the size of a marker on the map; a plateau is where the
# slope is under 6 % of the steepest and would stay under it when one crosses the domain with the curvature found there;
# where the bottom of a bowl is less than a tenth of the domain away, it is the bowl and no plateau.
# The bottom of the local quadratic is as unsure as it lies deep below the point.
PLACE = read_procedure(
    "place",
    ("loss", "g_x", "g_y", "h_xx", "h_xy", "h_yy", "size", "steepness", "best"),
    """
    mean = (h_xx + h_yy)/2
    half = (h_xx - h_yy)/2
    root = sqrt(half*half + h_xy*h_xy)
    lowest = mean - root
    highest = mean + root
    determinant = h_xx*h_yy - h_xy*h_xy
    newton_x = (h_xy*g_y - h_yy*g_x)/determinant
    newton_y = (h_xy*g_x - h_xx*g_y)/determinant
    reach = sqrt(newton_x*newton_x + newton_y*newton_y)
    bottom = loss + (g_x*newton_x + g_y*newton_y)/2
    slope = sqrt(g_x*g_x + g_y*g_y)
    bend = max(abs(lowest), abs(highest))
    unsure = loss - bottom + 1e-6*steepness*size
    minimum = where(best != best, 2, where(bottom - best <= unsure, 0, 1))
    stationary = where(lowest > 0, minimum, where(highest < 0, 4, 3))
    in_bowl = where(lowest > 0 and reach < 0.1*size, 1, 0)
    elsewhere = where(slope < 0.06*steepness and bend*size < 0.2*steepness and in_bowl < 1, 5, 6)
    place = where(reach < 0.01*size, stationary, elsewhere)
    """,
)
