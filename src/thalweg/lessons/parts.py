"""The parts of the lab that a figure may have besides its map and the legend; those of the lab's template."""

from __future__ import annotations

PARTS = {
    "basins": "the basins of attraction on the map",
    "chart": "the chart by step",
    "controls": "the panel of the experiment",
    "csv": "the download of the numbers",
    "explain": "this step, line by line",
    "findings": "what went wrong, and what to try",
    "landscape": "the choice of the landscape",
    "lr": "the learning rate",
    "marks": "learning rates worth trying",
    "measures": "the choice of what the chart shows",
    "noise": "noise in the gradients, batch size and seed",
    "numbers": "the chart as a table",
    "optimizers": "the name plates, which switch optimizers on and off",
    "own": "mathematics of one's own",
    "paths": "the paths as a table",
    "pin": "keeping the runs on screen to compare others with",
    "playback": "playing, stepping and scrubbing",
    "policy": "how learning rates are given out",
    "presets": "experiments worth opening",
    "protocol": "the line of all settings",
    "rates": "many learning rates and momenta at once",
    "reset": "back to how it was",
    "results": "the table of how the runs ended",
    "settings": "the hyper-parameters of single optimizers",
    "start": "moving the start",
    "starts": "the starts that the landscape offers",
    "steps": "the number of steps",
    "sweep": "many learning rates at once",
    "take": "pictures, numbers and code to take along",
    "undo": "undo and redo",
    "views": "map, surface, or both",
    "zoom": "nearer, farther and aside",
}
"""Each part with what it is."""
