"""Whether questions and tasks can be answered as they are meant, in every variant."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from thalweg.language.refusal import Refusal, UnknownName
from thalweg.lessons.conditions import final_loss, read_condition, steps_to_converge
from thalweg.lessons.faults import Fault
from thalweg.lessons.grading import MOST_STEPS, grade, right_answer, work
from thalweg.lessons.keys import FigureKey, NumericKey, PredictKey, TextKey, key
from thalweg.lessons.module import Module, Task
from thalweg.lessons.questions import AnyQuestion, Handle, Multiple, Order, Predict, Question, Single
from thalweg.lessons.rendering import line_html
from thalweg.lessons.variants import shown
from thalweg.links import Experiment, read_link
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.run import Run

Remark = tuple[tuple[str | int, ...], str]


def unsound(module: Module) -> Iterator[Fault]:
    """Yield what is wrong with the questions and the tasks of a module."""
    for question in module.questions.values():
        source = module.sources[question.id]
        for variant in range(question.variants):
            which = f", in variant {variant}" if question.variants > 1 else ""
            yield from (source.fault(path, text + which) for path, text in _variant(module, question, variant))
    for task in module.tasks.values():
        source = module.sources[task.id]
        yield from (source.fault(path, text) for path, text in _task(task))


def _variant(module: Module, question: AnyQuestion, variant: int) -> Iterator[Remark]:
    """Yield what is wrong with a variant of a question."""
    yield from _equal_choices(module, question, variant)
    try:
        made = key(module, question, variant)
    except Refusal as refusal:
        yield (), f"a number of this question cannot be worked out: {refusal}"
        return
    match made:
        case NumericKey():
            yield from _numeric(made)
        case TextKey():
            yield from _text(made)
        case PredictKey() if isinstance(question, Predict):
            yield from _prediction(module, question, made)
        case FigureKey() if isinstance(question, Handle):
            yield from _handled(question, made)


def _equal_choices(module: Module, question: Question, variant: int) -> Iterator[Remark]:
    """Yield choices that read the same."""
    parts = (
        question.choices
        if isinstance(question, Single | Multiple)
        else question.items
        if isinstance(question, Order)
        else ()
    )
    seen: dict[str, str] = {}
    for part in parts:
        text = str(line_html(module, part.text, question, variant))
        if text in seen:
            yield (), f'"{part.id}" reads the same as "{seen[text]}"'
        seen[text] = part.id


def _numeric(made: NumericKey) -> Iterator[Remark]:
    if grade(made, made.shown).verdict != "correct":
        yield ("tolerance",), f"the answer as it is shown, {made.shown}, is not within the tolerance"
    for place, near in enumerate(made.near):
        # In some variants a typical mistake leads to exactly the right number; that is nobody's fault.
        is_right = math.isclose(near.value, made.answer, rel_tol=1e-9)
        if not is_right and abs(near.value - made.answer) <= made.tolerance:
            sentence = f"{shown(near.value)} is within the tolerance of the right answer, {made.shown}"
            yield ("near", place, "value"), sentence


def _text(made: TextKey) -> Iterator[Remark]:
    for place, words in enumerate(made.accept):
        if not words or words in made.accept[:place]:
            yield ("accept", place), "nothing is left of this, or it is there already, when it is compared"
    for place, near in enumerate(made.near):
        if set(near.accept) & set(made.accept):
            yield ("near", place), "one of these words is right"


def _prediction(module: Module, question: Predict, made: PredictKey) -> Iterator[Remark]:
    experiment = module.figure(question.figure).experiment
    if work(experiment) > MOST_STEPS:
        yield ("figure",), f"its runs take up to {work(experiment):,} steps; at most {MOST_STEPS:,} are allowed"
        return
    runs = dict(zip(experiment.keys, experiment.runs(), strict=True))
    match question.kind:
        case "winner":
            yield from _contest(question, runs)
        case "end":
            x, y = map(float, runs[made.optimizer].path[-1])
            if (x, y) not in experiment.domain:
                yield ("optimizer",), f"the run ends at ({shown(x)}, {shown(y)}), which is not on the map"
        case "path":
            if grade(made, right_answer(made)).verdict != "correct":
                yield ("tolerance",), "the path itself, drawn with the most points there may be, would be wrong"
        case _:
            pass
    if made.choices and not question.miss:
        right = right_answer(made)
        for choice in made.choices:
            if choice != right and choice not in question.why:
                yield ("why",), f'nothing is said to "{choice}"; add it to why, or a miss for all others'


def _contest(question: Predict, runs: Mapping[str, Run]) -> Iterator[Remark]:
    """Yield that there is no single winner."""
    measure = steps_to_converge if question.by == "steps" else final_loss
    values = sorted(measure(run) for run in runs.values())
    if values[0] == math.inf or values[0] == values[1]:
        told = ", ".join(f"{each} {shown(measure(run))}" for each, run in runs.items())
        yield ("figure",), f"there is no single winner: {told}"


def _handled(question: Handle, made: FigureKey) -> Iterator[Remark]:
    keys = read_link(made.link).keys
    for place, text in enumerate(made.until):
        yield from _unreadable(("until", place), text, () if "optimizers" in question.may else keys)
    solved, untouched = (grade(made, link) for link in (made.solution, made.link))
    if solved.verdict != "correct":
        yield ("solution",), f"the solution is {solved.verdict}: {' '.join(solved.feedback)}"
    if untouched.verdict == "correct":
        yield ("until",), "the figure as it is would be right already"


def _task(task: Task) -> Iterator[Remark]:
    experiment = read_link(task.link)
    refused = [each for place, text in enumerate(task.until) for each in _unreadable(("until", place), text, ())]
    yield from refused
    if task.until and not refused and _holds(task.until, experiment):
        yield ("until",), "everything holds as soon as the task is set up; there is nothing to do"


def _holds(until: tuple[str, ...], experiment: Experiment) -> bool:
    runs = dict(zip(experiment.keys, experiment.runs(), strict=True))
    return all(read_condition(text).failure(runs) is None for text in until)


def _unreadable(path: tuple[str | int, ...], text: str, keys: tuple[str, ...]) -> Iterator[Remark]:
    """Yield why a condition cannot be read, or whom it names that is not there; any optimizer will do without keys."""
    try:
        condition = read_condition(text)
    except Refusal as refusal:
        yield path, str(refusal)
        return
    for named in condition.keys:
        if named not in (keys or OPTIMIZERS):
            yield path, str(UnknownName("optimizer", named, keys or OPTIMIZERS))
