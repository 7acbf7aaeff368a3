"""Declarations compiled with the reference backend, each once."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from thalweg.backends.python import CompiledFormula, Python, Trace
from thalweg.language.derive import derive
from thalweg.language.procedure import Fold, Procedure
from thalweg.language.rule import Rule
from thalweg.runs.ending import CRITERIA

_PYTHON = Python(CRITERIA)


@functools.lru_cache(maxsize=256)
def compiled_formula(formula: str) -> CompiledFormula:
    """Return a landscape's loss, gradient and Hessian, ready to call."""
    return _PYTHON.compiled_formula(derive(formula))


@functools.lru_cache(maxsize=256)
def compiled_rule(rule: Rule) -> Trace:
    """Return the function that follows an optimizer."""
    return _PYTHON.compiled_rule(rule)


@functools.lru_cache(maxsize=256)
def compiled_procedure(procedure: Procedure) -> Callable[..., Any]:
    """Return a procedure, ready to call: a float for one result, a tuple for several."""
    return _PYTHON.compiled_procedure(procedure)


@functools.lru_cache(maxsize=16)
def compiled_fold(fold: Fold) -> Callable[..., tuple[float, ...]]:
    """Return a fold, ready to call with rows and its arguments."""
    return _PYTHON.compiled_fold(fold)
