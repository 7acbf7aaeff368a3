"""Everything in the content that names something: whether it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from thalweg.landscapes import LANDSCAPES
from thalweg.language.refusal import Refusal, UnknownName
from thalweg.lessons import markdown
from thalweg.lessons.faults import Fault
from thalweg.lessons.markdown import Directive
from thalweg.lessons.module import Course, Module, Section
from thalweg.lessons.parts import PARTS
from thalweg.lessons.places import check_link
from thalweg.lessons.questions import CHANGEABLE, ENDINGS, Handle, Predict
from thalweg.lessons.variants import filled, filled_in_all
from thalweg.links import read_link
from thalweg.optimizers import OPTIMIZERS

ARGUMENTS = {
    "figure": "one id",
    "task": "one id",
    "predict": "one id of a question",
    "quiz": "the ids of questions",
    "rule": "the key of an optimizer",
    "landscape": "the key of a landscape",
    "columns": "the ids of the figures that follow",
    "lab": "nothing",
}
"""What each directive takes."""


def dangling(course: Course) -> Iterator[Fault]:
    """Yield a fault for everything that is named and is not there, and for every question that is not asked."""
    for place, module in enumerate(course.modules):
        earlier = [each.id for each in course.modules[:place]]
        yield from _front_matter(module, earlier)
        yield from _directives(module)
        yield from _blocks(module)
        yield from _questions(module)
        yield from _links(module, course)


def _refused(file: str, line: int, check: Callable[..., object], *arguments: object) -> Iterator[Fault]:
    """Yield the fault of a check that refuses."""
    try:
        check(*arguments)
    except Refusal as refusal:
        yield Fault(file, line, str(refusal))


def _front_matter(module: Module, earlier: Sequence[str]) -> Iterator[Fault]:
    above = module.sources[""]
    for index, key in enumerate(module.prerequisites):
        if key not in earlier:
            known = ", ".join(earlier) or "none, as this is the first"
            yield above.fault(("prerequisites", index), f'"{key}" is no module before this one; before it: {known}')
    known_ids = set(module.ids)
    for old, new in module.aliases.items():
        if new not in known_ids:
            yield above.fault(("aliases", old), str(UnknownName("id", new, known_ids)))


def _directives(module: Module) -> Iterator[Fault]:
    asked: list[str] = []
    labs = 0
    for section in module.sections:
        for index, token in enumerate(section.body):
            if token.type != "directive":
                continue
            directive: Directive = token.meta["directive"]
            if token.level:
                yield Fault(
                    module.file, directive.line, f":::{directive.name} stands by itself, not in a list or a quotation"
                )
            yield from (
                Fault(module.file, directive.line, text) for text in _misused(directive, module, section, index)
            )
            if directive.name in {"quiz", "predict"}:
                again = [key for key in directive.arguments if key in asked]
                yield from (Fault(module.file, directive.line, f'"{key}" has been asked before') for key in again)
                asked += directive.arguments
            labs += directive.name == "lab"
            if directive.name == "lab" and labs > 1:
                yield Fault(module.file, directive.line, "there is a :::lab before; a lesson has at most one")
    for key in module.questions:
        if key not in asked:
            yield module.sources[key].fault(
                ("id",), f'"{key}" is never asked; ask it with :::quiz {key} or :::predict {key}'
            )


def _misused(directive: Directive, module: Module, section: Section, index: int) -> Iterator[str]:
    """Yield what is wrong with a directive."""
    name, arguments = directive.name, directive.arguments
    if name not in ARGUMENTS:
        yield str(UnknownName("directive", name, ARGUMENTS))
        return
    is_right = not arguments if name == "lab" else arguments if name in {"quiz", "columns"} else len(arguments) == 1
    if not is_right:
        yield f":::{name} takes {ARGUMENTS[name]}"
        return
    known = {"rule": OPTIMIZERS, "landscape": LANDSCAPES, "quiz": module.questions, "predict": module.questions}
    kinds = {"rule": "optimizer", "landscape": "landscape"}
    for key in arguments if name in known else ():
        if key not in known[name]:  # type: ignore[operator] # each is a dict
            yield str(UnknownName(kinds.get(name, "question"), key, known[name]))  # type: ignore[arg-type] # as above
        elif name in {"quiz", "predict"} and isinstance(module.questions[key], Predict) != (name == "predict"):
            fitting = "quiz" if name == "predict" else "predict"
            yield f'"{key}" is of type {module.questions[key].type}; ask it with :::{fitting}'
    if name == "columns":
        following = [t.meta["directive"] for t in section.body[index + 1 :][: len(arguments)] if t.type == "directive"]
        if [each.arguments for each in following if each.name == "figure"] != [(key,) for key in arguments]:
            yield f":::columns groups the figures that follow it at once; here that is not {', '.join(arguments)}"


def _blocks(module: Module) -> Iterator[Fault]:
    for figure in module.figures.values():
        source = module.sources[figure.id]
        yield from _refused(source.file, source.line(("link",)), read_link, figure.link)
        for place, part in enumerate(figure.parts):
            if part not in PARTS:
                yield source.fault(("parts", place), str(UnknownName("part of the lab", part, PARTS)))
        if not figure.alt:
            yield source.fault(("alt",), "alt is empty; say in one plain sentence what the untouched figure shows")
    for task in module.tasks.values():
        source = module.sources[task.id]
        yield from _refused(source.file, source.line(("link",)), read_link, task.link)


def _questions(module: Module) -> Iterator[Fault]:
    for question in module.questions.values():
        source = module.sources[question.id]
        if question.figure and module.aliases.get(question.figure, question.figure) not in module.figures:
            yield source.fault(("figure",), str(UnknownName("figure", question.figure, module.figures)))
        elif isinstance(question, Predict | Handle) and question.figure:
            yield from _of_figure(question, module)
        for path, text in question.passages():
            for variant in range(question.variants):
                yield from _refused(source.file, source.line(path), filled, text, question.values(variant))
        for path, link in question.shows():
            for text in filled_in_all(question, link):
                yield from _refused(source.file, source.line(path), read_link, text)


def _of_figure(question: Predict | Handle, module: Module) -> Iterator[Fault]:
    """Yield what does not fit between a question and its figure."""
    try:
        keys = module.figure(question.figure).experiment.keys
    except Refusal:
        return  # the figure itself is at fault, and says so
    source = module.sources[question.id]
    if isinstance(question, Handle):
        for place, name in enumerate(question.may):
            if name not in CHANGEABLE:
                yield source.fault(("may", place), str(UnknownName("name in may", name, CHANGEABLE)))
        return
    if question.kind == "winner" and len(keys) == 1:
        yield source.fault(("kind",), f"the figure shows {keys[0]} alone; a winner needs at least two optimizers")
    if question.kind != "winner" and not question.optimizer and len(keys) > 1:
        yield source.fault((), f"the figure shows {', '.join(keys)}; say which is meant, as in optimizer: {keys[0]}")
    if question.optimizer and question.optimizer not in keys:
        yield source.fault(("optimizer",), str(UnknownName("optimizer of the figure", question.optimizer, keys)))
    answers = keys if question.kind == "winner" else ENDINGS
    for answer in question.why:
        if answer not in answers:
            yield source.fault(("why", answer), str(UnknownName("answer", answer, answers)))


def _links(module: Module, course: Course) -> Iterator[Fault]:
    for section in module.sections:
        for href, line in markdown.links([*section.heading, *section.body]):
            yield from _refused(module.file, line, check_link, href, module, course)
    for passage in module.passages():
        tokens = markdown.parsed(passage.text)
        for sentence, _ in markdown.troubles(tokens):
            yield Fault(passage.file, passage.line, sentence)
        for href, _ in markdown.links(tokens):
            yield from _refused(passage.file, passage.line, check_link, href, module, course)
