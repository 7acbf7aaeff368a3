"""The HTML of a lesson: text, figures, questions, tasks, rules and landscapes.

The markup of each block is a template; the pages of the server and of the static export wrap what is made here.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it.token import Token
from markupsafe import Markup

from thalweg.backends.mathml import MathMl
from thalweg.figures.still import SIDE, height
from thalweg.landscapes import LANDSCAPES
from thalweg.language.notation import symbol
from thalweg.lessons import markdown
from thalweg.lessons.markdown import Directive
from thalweg.lessons.module import Figure, Module, Section, Task
from thalweg.lessons.places import Places
from thalweg.lessons.questions import ENDINGS, AnyQuestion, Order, Predict, Question
from thalweg.lessons.variants import filled, shown, shuffled
from thalweg.optimizers import OPTIMIZERS

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,  # a name that nobody fills in is an error here, not a gap on the page
    trim_blocks=True,
    lstrip_blocks=True,
)


def section_html(module: Module, section: Section, base: str = "") -> str:
    """Return the HTML of a section.

    Args:
        module: The lesson it is part of.
        section: The section.
        base: What the addresses of the site begin with; empty, or a path such as "/course".
    """
    return TEMPLATES.get_template("section.html").render(
        section=section,
        aliases=_aliases(module, section.id),
        heading=_marked(markdown.rendered(section.heading, Places(module, base))),
        body=Markup("").join(_blocks(module, section, base)),
    )


def ask_html(module: Module, question: AnyQuestion, variant: int = 0, base: str = "") -> str:
    """Return what stands inside `<div class="ask">`: what is asked, and the hints, each to be opened."""
    return TEMPLATES.get_template("ask.html").render(
        ask=text_html(module, question.ask, question, variant, base),
        hints=[text_html(module, hint, question, variant, base) for hint in question.hints],
    )


def form_html(module: Module, question: AnyQuestion, variant: int = 0, base: str = "") -> str:
    """Return what stands inside `<form class="answer">`: the fields of a variant and the button."""

    def line(text: str) -> Markup:
        return line_html(module, text, question, variant, base)

    template = TEMPLATES.get_template(f"forms/{question.type}.html")
    match question:
        case Order():
            items = {item.id: line(item.text) for item in question.items}
            keys = shuffled(list(items), f"{module.id}/{question.id}/{variant}")
            return template.render(question=question, items=[(key, items[key]) for key in keys])
        case Predict():
            return template.render(question=question, choices=predictions(module, question), line=line)
        case _:
            return template.render(question=question, line=line)


def predictions(module: Module, question: Predict) -> dict[str, str]:
    """Return what a prediction chooses from: the name of each choice and its words."""
    match question.kind:
        case "winner":
            experiment = module.figure(question.figure).experiment
            return {key: each.title for key, each in zip(experiment.keys, experiment.optimizers, strict=True)}
        case "outcome":
            return ENDINGS
        case _:
            return {}


def text_html(module: Module, text: str, question: Question | None = None, variant: int = 0, base: str = "") -> Markup:
    """Return a Markdown text as HTML; for one of a question, as it stands in a variant."""
    return _marked(markdown.rendered(markdown.parsed(_filled(text, question, variant)), Places(module, base)))


def line_html(module: Module, text: str, question: Question, variant: int = 0, base: str = "") -> Markup:
    """Return a Markdown text of one paragraph as HTML without the paragraph, for where only words may stand."""
    tokens = markdown.inline(markdown.parsed(_filled(text, question, variant)))
    return _marked(markdown.rendered(tokens, Places(module, base)).strip())


def _filled(text: str, question: Question | None, variant: int) -> str:
    return filled(text, question.values(variant)) if question else text


def _blocks(module: Module, section: Section, base: str) -> Iterator[Markup]:
    """Yield the body of a section piece by piece."""
    places, tokens = Places(module, base), list(section.body)
    while tokens:
        text = list(_until_directive(tokens))
        del tokens[: len(text)]
        if text:
            yield _marked(markdown.rendered(text, places))
        if tokens:
            directive: Directive = tokens.pop(0).meta["directive"]
            if directive.name == "columns":
                following = [tokens.pop(0).meta["directive"] for _ in directive.arguments]
                figures = Markup("").join(_block(module, each, base) for each in following)
                yield Markup('<div class="figure-columns">\n{}</div>\n').format(figures)
            else:
                yield _block(module, directive, base)


def _until_directive(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "directive":
            return
        yield token


def _block(module: Module, directive: Directive, base: str) -> Markup:
    """Return the HTML of a directive."""
    match directive.name:
        case "figure":
            return _figure(module, module.figures[directive.arguments[0]], base)
        case "task":
            return _task(module, module.tasks[directive.arguments[0]], base)
        case "quiz" | "predict":
            return Markup("").join(_question(module, module.question(key), base) for key in directive.arguments)
        case "rule":
            return _rule(directive.arguments[0])
        case "landscape":
            return _landscape(directive.arguments[0], base)
        case _:
            return Markup('<div class="lesson-lab" data-lab></div>\n')


def _figure(module: Module, figure: Figure, base: str) -> Markup:
    caption = text_html(module, figure.caption.text, base=base)
    return _made(
        "figure.html",
        figure=figure,
        aliases=_aliases(module, figure.id),
        caption=caption,
        base=base,
        module=module,
        width=SIDE,
        height=height(len(figure.experiment.optimizers)),
    )


def _task(module: Module, task: Task, base: str) -> Markup:
    ask = text_html(module, task.ask.text, base=base)
    return _made("task.html", task=task, aliases=_aliases(module, task.id), ask=ask, until=json.dumps(task.until))


def _question(module: Module, question: AnyQuestion, base: str) -> Markup:
    return _made(
        "question.html",
        question=question,
        aliases=_aliases(module, question.id),
        is_prediction=isinstance(question, Predict),
        figure=module.figure(question.figure).id if question.figure else "",
        ask=_marked(ask_html(module, question, base=base)),
        form=_marked(form_html(module, question, base=base)),
    )


@functools.lru_cache(maxsize=64)
def _rule(key: str) -> Markup:
    optimizer, mathematics = OPTIMIZERS[key], MathMl()
    lines = [(_marked(mathematics.line(line)), line.sentence) for line in optimizer.program.lines]
    values = [(str(symbol(each.name)), each.title, shown(each.default)) for each in optimizer.hyperparameters]
    return _made("rule.html", optimizer=optimizer, lines=lines, values=values)


@functools.lru_cache(maxsize=64)
def _landscape(key: str, base: str) -> Markup:
    landscape = LANDSCAPES[key]
    formula = _marked(MathMl().formula(landscape.surface))
    minimizers = [f"({x:.4g}, {y:.4g})".replace("-", "−") for x, y in landscape.minimizers]
    return _made("landscape.html", landscape=landscape, formula=formula, minimizers=minimizers, base=base)


def _aliases(module: Module, key: str) -> list[str]:
    """Return the ids that something had."""
    return [old for old, new in module.aliases.items() if new == key]


def _made(template: str, **values: object) -> Markup:
    return _marked(TEMPLATES.get_template(template).render(values))


def _marked(html: str) -> Markup:
    """Return HTML that was made here, from Markdown without HTML and from escaping templates, as what it is."""
    return Markup(html)  # noqa: S704 - see above
