"""Fairness: how learning rates are given out in a comparison."""

from __future__ import annotations

from enum import StrEnum

from thalweg.language.numbers import spelled
from thalweg.language.refusal import UnknownName

RATES = tuple(10.0 ** (-5 + 6 * index / 48) for index in range(49))
"""The learning rates that are tried where the best is looked for: from 1e-5 to 10, eight to a factor of ten."""


class Policy(StrEnum):
    """How learning rates are given out; the values are the words of the protocol."""

    SAME = "the same for all"
    BEST = (
        f"each the best of {len(RATES)} from {spelled(RATES[0])} to {spelled(RATES[-1])} by final loss, "
        "and by steps where several converge at the lowest"
    )
    FIRST_STEP = "such that all first steps are equally long"


KEYS = {"same": Policy.SAME, "best": Policy.BEST, "first-step": Policy.FIRST_STEP}
"""How options and links spell the policies."""


def find_policy(policy: str | Policy) -> Policy:
    """Return the policy of a key.

    Raises:
        UnknownName: There is none.
    """
    if isinstance(policy, Policy):
        return policy
    if policy not in KEYS:
        raise UnknownName("policy", policy, KEYS)
    return KEYS[policy]
