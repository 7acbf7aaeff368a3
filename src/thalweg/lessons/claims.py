"""Claims: what a lesson says about the engine, checked on the engine.

A claim reads `WHAT OPTIMIZERS LANDSCAPE name=value …`, for example `diverges sgd valley lr=0.11 start=-4,2`. What it
leaves out is as `thalweg.compare` has it. Some claims are about a landscape or about arithmetic alone:

    limit=0.1 sgd valley            largest stable learning rate at the first minimizer
    condition=10 valley             largest curvature by the smallest, there
    eigenvalues=2,20 valley         the curvatures, there or at=x,y
    gradient=-16,0 valley at=-8,0   the gradient at a point
    loss=13 valley at=1,1           the loss at a point
    equal 2/20 0.1                  arithmetic
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Mapping, Sequence

from thalweg.landscapes.landscape import Landscape, Point
from thalweg.language.refusal import Refusal, UnknownName, shortened
from thalweg.lessons.arithmetic import value_of
from thalweg.lessons.conditions import AT_A_STEP, Written, read_predicate
from thalweg.lessons.variants import shown
from thalweg.runs.compare import Comparison, compare
from thalweg.runs.compiled import compiled_formula, compiled_procedure
from thalweg.runs.curvature import CURVATURE
from thalweg.runs.noise import Noise
from thalweg.runs.run import DEFAULT_STEPS, find_landscape, find_optimizer
from thalweg.runs.stability import stability_limit

_OPTION = re.compile(r"((?:[a-z][\w-]*\.)?[A-Za-z]\w*)=(.*)")

_OPTIONS = ("start", "steps", "policy", "noise", "batch", "seed")


class Untrue(Refusal):
    """A claim that the engine does not bear out; the message says what is the case instead."""


def check_claim(text: str) -> None:
    """Check a claim.

    Raises:
        Untrue: It does not hold.
        Refusal: It cannot be read.

    Example:
        >>> check_claim("converges sgd valley lr=0.11 start=-4,2")
        Traceback (most recent call last):
        thalweg.lessons.claims.Untrue: SGD: diverged after 117 steps
    """
    what, *words = text.split() or [""]
    if what == "equal":
        _check_equal(words)
        return
    named = [word for word in words if not _OPTION.fullmatch(word)]
    options = {match[1]: match[2] for word in words if (match := _OPTION.fullmatch(word))}
    if len(named) + len(options) != len(words):
        raise Refusal(f'the claim "{shortened(text)}" gives an option twice')
    name, equals, numbers = what.partition("=")
    if equals and name in _OF_LANDSCAPES and ("at" in options or name not in AT_A_STEP):
        _OF_LANDSCAPES[name](_numbers(numbers), named, options)
    else:
        _check_runs(what, named, options)


def _check_runs(what: str, named: Sequence[str], options: Mapping[str, str]) -> None:
    predicate = read_predicate(what)
    keys, landscape = _named(named, "optimizers and a landscape, as in diverges sgd,adam valley lr=0.11")
    failure = predicate.failure(_runs(tuple(keys.split(",")), landscape, tuple(options.items())))
    if failure:
        raise Untrue(failure)


@functools.lru_cache(maxsize=512)
def _runs(keys: tuple[str, ...], landscape: str, options: tuple[tuple[str, str], ...]) -> Comparison:
    """Return what happens; the same experiment is often claimed several things about."""
    given = dict(options)
    start, steps, policy = given.pop("start", None), given.pop("steps", str(DEFAULT_STEPS)), given.pop("policy", "same")
    noise = [value_of(given.pop(name, unsaid)) for name, unsaid in (("noise", "0"), ("batch", "1"), ("seed", "1"))]
    settings = {key: dict[str, float]() for key in keys}
    for name, text in sorted(given.items(), key=lambda option: "." in option[0]):  # what is for one comes after
        key, dot, own = name.rpartition(".")
        if dot and key not in keys:
            raise UnknownName("optimizer to set", key, keys)
        having = [each for each in ([key] if dot else keys) if own in find_optimizer(each).defaults]
        if not having:
            raise UnknownName(
                "option", name, (*_OPTIONS, *(each for key in keys for each in find_optimizer(key).defaults))
            )
        for each in having:
            settings[each][own] = value_of(text)
    return compare(
        landscape,
        keys,
        start=None if start is None else _point(start),
        steps=value_of(steps),  # type: ignore[arg-type] # checked to be whole there
        policy=policy,
        noise=Noise(*noise),  # type: ignore[arg-type] # as above
        settings=settings,
    )


def _check_equal(words: Sequence[str]) -> None:
    if len(words) != 2:  # noqa: PLR2004 - two sides
        raise Refusal(f"equal takes two expressions without spaces, as in equal 2/20 0.1; here are {len(words)}")
    _check_number(value_of(words[0]), Written.read(words[1]), words[0])


def _check_limit(numbers: Sequence[Written], named: Sequence[str], options: Mapping[str, str]) -> None:
    key, landscape = _named(named, "an optimizer and a landscape, as in limit=0.1 sgd valley")
    optimizer, ground = find_optimizer(key), find_landscape(landscape)
    values = optimizer.chosen({name: value_of(text) for name, text in options.items()})
    limit = stability_limit(optimizer, values, _curvatures(ground, _first_minimizer(ground))[1])
    if limit is None:
        raise Refusal(f"no closed form of the stability limit of {optimizer.title} is known")
    _check_numbers([limit], numbers, "the limit")


def _check_condition(numbers: Sequence[Written], named: Sequence[str], options: Mapping[str, str]) -> None:
    ground, point = _place(named, options)
    lowest, highest = _curvatures(ground, point)
    _check_numbers([highest / lowest if lowest else math.inf], numbers, "the condition number")


def _check_eigenvalues(numbers: Sequence[Written], named: Sequence[str], options: Mapping[str, str]) -> None:
    _check_numbers(_curvatures(*_place(named, options)), numbers, "the curvatures")


def _check_gradient(numbers: Sequence[Written], named: Sequence[str], options: Mapping[str, str]) -> None:
    ground, point = _place(named, options)
    _check_numbers(compiled_formula(ground.formula).evaluate(*point)[1:], numbers, "the gradient")


def _check_loss(numbers: Sequence[Written], named: Sequence[str], options: Mapping[str, str]) -> None:
    ground, point = _place(named, options)
    _check_numbers([compiled_formula(ground.formula).loss(*point)], numbers, "the loss")


_OF_LANDSCAPES: dict[str, Callable[[Sequence[Written], Sequence[str], Mapping[str, str]], None]] = {
    "limit": _check_limit,
    "condition": _check_condition,
    "eigenvalues": _check_eigenvalues,
    "gradient": _check_gradient,
    "loss": _check_loss,
}


def _place(named: Sequence[str], options: Mapping[str, str]) -> tuple[Landscape, Point]:
    """Return a landscape and a point on it: that of `at`, or its first minimizer."""
    if len(named) != 1:
        raise Refusal(f"this claim is about a landscape alone, as in condition=10 valley; here is {' '.join(named)}")
    if unknown := sorted(set(options) - {"at"}):
        raise UnknownName("option of this claim", unknown[0], ["at"])
    ground = find_landscape(named[0])
    return ground, _point(options["at"]) if "at" in options else _first_minimizer(ground)


def _first_minimizer(ground: Landscape) -> Point:
    if not ground.minimizers:
        raise Refusal(f"no minimizer of {ground.title} is known; say where, as in at=0,0")
    x, y = ground.minimizers[0]
    return float(x), float(y)


def _curvatures(ground: Landscape, point: Point) -> tuple[float, float]:
    lowest, highest, *_ = compiled_procedure(CURVATURE)(*compiled_formula(ground.formula).hessian(*point))
    return lowest, highest


def _named(named: Sequence[str], expected: str) -> tuple[str, str]:
    if len(named) != 2:  # noqa: PLR2004 - who and where
        raise Refusal(f"this claim names {' '.join(named) or 'nothing'}; it needs {expected}")
    return named[0], named[1]


def _point(text: str) -> Point:
    parts = text.split(",")
    if len(parts) != 2:  # noqa: PLR2004 - a point has x and y
        raise Refusal(f'"{shortened(text)}" is no point; write x and y with a comma between them, as in -4,2')
    return value_of(parts[0]), value_of(parts[1])


def _numbers(text: str) -> list[Written]:
    return [Written.read(part) for part in text.split(",")]


def _check_numbers(actual: Sequence[float], claimed: Sequence[Written], what: str) -> None:
    if len(actual) != len(claimed):
        raise Refusal(f"{what}: {len(actual)} to compare with, and {len(claimed)} claimed")
    for value, number in zip(actual, claimed, strict=True):
        if not number.is_met_by(value):
            raise Untrue(f"{what}: {', '.join(map(shown, actual))}")


def _check_number(actual: float, claimed: Written, what: str) -> None:
    if not claimed.is_met_by(actual):
        raise Untrue(f"{what} is {shown(actual)}")
