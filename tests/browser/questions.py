"""A lesson as its learner meets it: questions by their names, answered as each type is answered."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from playwright.sync_api import Locator, Page, expect

from tests.browser.watched import Watched

READY = "() => document.querySelector('.question > .help') !== null"
"""Whether the page's script has taken up the questions."""

LISTEN = """addEventListener("DOMContentLoaded", () => {
    window.heard = [];
    const voice = document.querySelector("[role=status]");
    const listener = new MutationObserver(() => heard.push(voice.textContent));
    listener.observe(voice, { childList: true, characterData: true, subtree: true });
});"""

HEARD = """(pattern) => {
    const at = heard.findIndex((text) => new RegExp(pattern).test(text));
    return at >= 0 && heard.splice(0, at + 1);
}"""

BEYOND = """() => [...document.querySelectorAll(":is(.question, .task) *")]
    .filter(each => each.getClientRects().length && each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 80))"""


class Lesson(Watched):
    """One open lesson."""

    def __init__(self, page: Page, server: str, module: str) -> None:
        """Watch a page from before it loads."""
        super().__init__(page, server)
        self.module = module
        page.add_init_script(LISTEN)

    def open(self) -> None:
        """Go to the lesson and wait until its questions can be answered."""
        self.page.goto(f"{self.server}/learn/{self.module}")
        self.page.wait_for_function(READY)

    def question(self, key: str) -> Question:
        """Return a question."""
        return Question(self, key)

    def figure(self, key: str) -> Locator:
        """Return a figure, awake."""
        figure = self.page.locator(f".lesson-figure[data-figure={key}]")
        figure.scroll_into_view_if_needed()
        expect(figure.locator(".plot")).to_have_attribute("data-ground", re.compile("webgl2|canvas"))
        return figure

    def figure_address(self, key: str) -> str:
        """Return the query of a figure's own link to the lab."""
        address = self.page.locator(f".lesson-figure[data-figure={key}] .open-in-lab").get_attribute("href") or ""
        return address[address.index("?") :]

    def figure_link(self, key: str) -> dict[str, str]:
        """Return the state of a figure as its own link to the lab says it."""
        return {name: values[0] for name, values in parse_qs(self.figure_address(key)[1:]).items()}

    def set_figure(self, key: str, link: str) -> None:
        """Bring a figure to the learning rate and the start of a link, by its own fields."""
        figure, now = self.figure(key), self.figure_link(key)
        for name, value in parse_qs(link.removeprefix("?")).items():
            if value[0] == now.get(name):
                continue
            fields = {"lr": ["Learning rate"], "start": ["Start x", "Start y"]}[name]
            for field, number in zip(fields, value[0].split(","), strict=True):
                figure.get_by_role("spinbutton", name=field, exact=True).fill(number)
        self.painted()

    def expect_said(self, pattern: str) -> None:
        """Wait until something has been said to those who listen, and forget what was said before."""
        self.page.wait_for_function(HEARD, arg=pattern)

    def beyond(self) -> list[str]:
        """Return what of the questions reaches over the right edge of the window."""
        return list(self.page.evaluate(BEYOND))


class Question:
    """One question of a lesson."""

    def __init__(self, lesson: Lesson, key: str) -> None:
        """Find it."""
        self.lesson = lesson
        self.section = lesson.page.locator(f"[data-question={key}]")

    def attribute(self, name: str) -> str:
        """Return what the page says about the question."""
        return self.section.get_attribute(f"data-{name}") or ""

    @property
    def kind(self) -> str:
        """The type of the question; of a prediction, its kind."""
        return self.attribute("kind") or self.attribute("type")

    def button(self, name: str) -> Locator:
        """Return a button."""
        return self.section.get_by_role("button", name=name, exact=True)

    @property
    def field(self) -> Locator:
        """The field of a number or a word."""
        return self.section.get_by_role("textbox").first

    @property
    def headline(self) -> Locator:
        """The verdict in a word."""
        return self.section.locator(".headline")

    @property
    def verdict(self) -> Locator:
        """Everything that is said about the answer."""
        return self.section.locator(".verdict")

    @property
    def explanation(self) -> Locator:
        """Why the right answer is right."""
        return self.section.locator(".explanation")

    @property
    def standing(self) -> Locator:
        """How well it was answered so far."""
        return self.section.locator(".standing")

    def order(self) -> list[str]:
        """Return the ids of the items as they stand."""
        return list(self.section.locator("[data-item]").evaluate_all("items => items.map(item => item.dataset.item)"))

    # ------------------------------------------------------------------------------------------------------- answering

    def give(self, answer: object) -> None:
        """Fill in an answer, in the form in which it is sent."""
        match self.kind, answer:
            case "numeric" | "text", str(text):
                self.field.fill(text)
            case "order", list(wanted):
                self.put_in_order([str(each) for each in wanted])
            case "end", [x, y]:
                self.section.get_by_label("x", exact=True).fill(str(x))
                self.section.get_by_label("y", exact=True).fill(str(y))
            case "path", list(points):
                self.draw(points)
            case "figure", str(link):
                self.lesson.set_figure(self.attribute("figure"), link)
            case _, str(choice):
                self.section.locator(f".choice input[value='{choice}']").check()
            case _, list(choices):
                for box in self.section.locator(".choice input").all():
                    box.set_checked(box.get_attribute("value") in choices)

    def put_in_order(self, wanted: list[str]) -> None:
        """Move each item up to its place."""
        for place, key in enumerate(wanted):
            for _ in range(self.order().index(key) - place):
                self.section.locator(f"[data-item={key}] [data-move='-1']").click()

    def draw(self, points: list[object]) -> None:
        """Draw a path, point by point, anew."""
        for _ in self.section.locator(".points li").all():
            self.button("Remove last").click()
        for point in points:
            assert isinstance(point, list)
            x, y = point
            self.section.get_by_label("x", exact=True).fill(str(x))
            self.section.get_by_label("y", exact=True).fill(str(y))
            self.button("Add point").click()

    def check(self) -> None:
        """Press "Check" and wait for the verdict."""
        self.button("Check").click()
        expect(self.section).not_to_have_attribute("aria-busy", "true")
        expect(self.verdict).to_be_visible()

    def answer(self, answer: object) -> None:
        """Fill in an answer and have it checked."""
        self.give(answer)
        self.check()

    def put_back(self) -> None:
        """Have the figure as it was, where a counter-example was loaded into it."""
        if (back := self.button("Put it back")).is_visible():
            back.click()
            expect(self.button("Show it again")).to_be_visible()

    def expect_verdict(self, word: str) -> None:
        """Wait for a verdict, in its word and in the state of the question."""
        words = {"correct": "Right", "partial": "Partly right", "incorrect": "Not yet", "invalid": "Not counted"}
        expect(self.headline).to_have_text(words[word])
        expect(self.section).to_have_attribute("data-state", word)
        if word == "correct":
            # There is nothing left to be shown; what offered it goes, and what is below moves up.
            expect(self.section.locator(".help button").first).to_be_hidden()
