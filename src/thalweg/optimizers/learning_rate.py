"""The hyper-parameter that every rule has."""

from __future__ import annotations

from thalweg.optimizers.optimizer import Hyperparameter

LEARNING_RATE = Hyperparameter("lr", "Learning rate", 0.01)
