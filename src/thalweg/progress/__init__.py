"""A learner's progress: a state that any two devices can merge, and its form as JSON.

The front end keeps the same state in the browser (`frontend/src/learner/`); the tests hold the two to the same vectors.
"""

from thalweg.progress.clock import Clock, after
from thalweg.progress.form import read, write
from thalweg.progress.join import merge
from thalweg.progress.state import EMPTY, Attempt, Bookmark, Mark, Module, Position, Quiz, State

__all__ = [
    "EMPTY",
    "Attempt",
    "Bookmark",
    "Clock",
    "Mark",
    "Module",
    "Position",
    "Quiz",
    "State",
    "after",
    "merge",
    "read",
    "write",
]
