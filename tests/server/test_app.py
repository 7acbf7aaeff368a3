"""What the addresses answer."""

from __future__ import annotations

import json
import logging
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from thalweg import catalogue, lessons
from thalweg.language.notation import GLOSSARY
from thalweg.server.app import Laboratory, create_app
from thalweg.server.hero import HERO


def test_the_page_names_every_file_it_starts_with(client: TestClient) -> None:
    page = client.get("/lab").text
    assert '<script type="module" src="/assets/lab-Aa11Aa11.js"' in page
    for address in ("/assets/lab-Dd44Dd44.css", "/assets/engine-Cc33Cc33.css", "/assets/engine-Bb22Bb22.js"):
        assert f'href="{address}"' in page
    assert page.index("engine-Cc33Cc33.css") < page.index("lab-Dd44Dd44.css")


def test_the_page_names_the_generated_module_which_is_served(client: TestClient) -> None:
    module = catalogue.catalogue_module()
    page = client.get("/lab").text
    address = page[page.index("/kernels/") :].split('"')[0]
    response = client.get(address)
    assert response.text == module
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in response.headers["cache-control"]


@pytest.mark.parametrize(
    "address", ["/", "/lab", "/glossary", "/bookmarks", "/progress", "/learn/gradient-descent", "/learn/momentum"]
)
def test_every_page_has_the_same_head_and_says_where_one_is(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert '<body data-base="" data-grading="/api/grade" data-compiling="/api/compile"' in page
    assert '<a class="skip" href="#content">' in page
    assert '<main id="content"' in page
    head = page.partition('<nav aria-label="Thalweg">')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>(\w+)</a>', head)
    assert [name for _, _, name in links] == ["Learn", "Lab", "Bookmarks", "Progress", "Glossary"]
    assert [where for where, here, _ in links if here] == [where for where, _, _ in links if where == address]


def test_a_lesson_is_all_there_in_order_before_any_script(client: TestClient) -> None:
    course = lessons.course()
    module = course.modules[0]
    page = client.get(f"/learn/{module.id}").text
    places = [page.index(f'<section class="lesson-section" id="{section.id}"') for section in module.sections]
    assert places == sorted(places)
    contents = re.findall(r'data-contents="([^"]+)"><a href="#([^"]+)">', page)
    assert contents == [(section.id, section.id) for section in module.sections]
    assert page.count('class="lesson-figure"') == len(module.figures)
    assert page.count('class="question"') == len(module.questions)
    facts = re.search(r'<script type="application/json" id="course">(.*?)</script>', page, re.DOTALL)
    assert facts
    assert json.loads(facts[1]) == json.loads(json.dumps(course.facts()))


def test_lessons_lead_to_the_one_before_and_the_one_after(client: TestClient) -> None:
    modules = lessons.course().modules
    for place, module in enumerate(modules):
        page = client.get(f"/learn/{module.id}").text
        onward = re.findall(r'rel="(prev|next)" href="/learn/([^"]+)"', page)
        before = [("prev", modules[place - 1].id)] if place else []
        after = [("next", modules[place + 1].id)] if place + 1 < len(modules) else []
        assert onward == before + after


def test_a_lesson_that_is_none_is_not_there(client: TestClient) -> None:
    for address in ("/learn/nothing", "/learn/", "/learn", "/learn/momentum/"):
        assert client.get(address).status_code == 404


def test_the_first_page_leads_to_every_module_and_says_what_it_takes(client: TestClient) -> None:
    page = client.get("/").text
    for module in lessons.course().modules:
        assert f'<a href="/learn/{module.id}">{module.title}</a>' in page
        assert f"{module.level.capitalize()}, {module.minutes} minutes" in page


def test_the_figure_on_the_first_page_shows_what_its_caption_says() -> None:
    runs = HERO.experiment.runs()
    ends = {run.optimizer.key: tuple(round(float(coordinate)) for coordinate in run.path[-1]) for run in runs}
    assert ends == {"sgd": (4, -2), "momentum": (-4, -3), "rmsprop": (3, 2), "adam": (3, 2)}
    assert {str(run.ended_at) for run in runs} == {"global minimum"}


def test_every_picture_that_a_page_names_is_there(client: TestClient) -> None:
    pages = ["/", *(f"/learn/{module.id}" for module in lessons.course().modules)]
    named = [address for page in pages for address in re.findall(r'<img src="([^"]+)"', client.get(page).text)]
    assert len(named) == 1 + sum(len(module.figures) for module in lessons.course().modules)
    for address in named:
        response = client.get(address)
        assert response.status_code == 200, address
        assert response.headers["content-type"] == "image/svg+xml"
        assert response.text.startswith("<svg ")


@pytest.mark.parametrize("address", ["/pictures/momentum/nothing.svg", "/pictures/nothing/hero.svg", "/pictures/"])
def test_no_other_picture_is(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_glossary_has_every_word_once(client: TestClient) -> None:
    page = client.get("/glossary").text
    for word in GLOSSARY:
        assert page.count(f"<dd>{word.meaning}</dd>") == 1


def test_whoever_watches_over_the_server_learns_that_it_works(client: TestClient) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "version": metadata.version("thalweg")}


@pytest.mark.parametrize("address", ["/lab", "/healthz", "/assets/lab-Aa11Aa11.js"])
def test_head_is_get_without_the_body(client: TestClient, address: str) -> None:
    whole, head = client.get(address), client.head(address)
    assert head.content == b""
    assert head.headers == whole.headers
    assert int(head.headers["content-length"]) == len(whole.content) > 0


def test_a_method_that_an_address_does_not_have_is_named(client: TestClient) -> None:
    response = client.put("/lab")
    assert response.status_code == 405
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_an_error_page_says_what_is_wrong_and_leads_back(client: TestClient) -> None:
    response = client.get("/<script>nowhere</script>")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert ">There is nothing at this address.</p>" in response.text
    assert '<a href="/lab">' in response.text
    assert "<title>Not Found · Thalweg</title>" in response.text
    assert '<link rel="stylesheet" href="/assets/engine-Cc33Cc33.css">' in response.text
    assert "nowhere" not in response.text


def test_when_something_broke_the_page_does_not_say_what(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(_laboratory: Laboratory, _request: Request) -> Response:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr(Laboratory, "healthz", broken)
    response = TestClient(create_app(built), raise_server_exceptions=False).get("/healthz")
    assert response.status_code == 500
    assert "Something broke here" in response.text
    assert "secret" not in response.text


def test_a_front_end_that_was_not_built_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    client = TestClient(create_app(tmp_path))
    assert caplog.messages == ["the front end has not been built: `python3 do.py lab` builds it"]
    response = client.get("/lab")
    assert response.status_code == 503
    assert "`python3 do.py lab` builds it" in response.text
    assert client.get("/healthz").status_code == 200


def test_a_front_end_older_than_its_sources_is_said(
    built: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    stamp, source = built.with_suffix(".sha256"), tmp_path / "frontend" / "src" / "views" / "map.ts"
    source.parent.mkdir(parents=True)
    source.touch()
    stamp.touch()
    os.utime(source, (1_000, 1_000))
    create_app(built, tmp_path)
    assert caplog.messages == []
    os.utime(stamp, (999, 999))
    with caplog.at_level(logging.WARNING):
        create_app(built, tmp_path)
    stamp.unlink()
    where = Path("frontend", "src", "views", "map.ts")
    assert caplog.messages == [f"the front end is older than {where}: `python3 do.py lab` builds it anew"]


def test_nothing_is_compressed_before_somebody_asks(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def compressed(body: bytes, coding: str, *, is_quick: bool) -> bytes:
        assert not is_quick
        asked.append(coding)
        return body

    monkeypatch.setattr("thalweg.server.content.compressed", compressed)
    client = TestClient(create_app(built))
    assert asked == []
    client.head("/lab", headers={"accept-encoding": "br"})
    assert asked == ["br"]


def test_the_server_starts_without_sympy_and_matplotlib() -> None:
    program = "import sys, thalweg.server.app as app; app.create_app(); print({'sympy', 'matplotlib'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
