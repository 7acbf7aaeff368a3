"""What somebody sees who opens the lab, and the link that brings others to the same picture."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import NewContext, OpenLab

FOUR = ("SGD", "Momentum", "RMSProp", "Adam")


def test_it_opens_on_four_whole_paths_with_nothing_to_press(open_lab: OpenLab) -> None:
    lab = open_lab()
    expect(lab.landscape).to_have_value("rosenbrock")
    expect(lab.results).to_have_count(4)
    for title in FOUR:
        expect(lab.button(title)).to_have_attribute("aria-pressed", "true")
        expect(lab.results.filter(has_text=title)).to_have_count(1)
    assert {row["optimizer"] for row in lab.rows()} == {"sgd", "momentum", "rmsprop", "adam"}
    assert lab.step == int(lab.slider("Step").get_attribute("max") or "")


def test_every_path_is_drawn_in_its_colour(open_lab: OpenLab) -> None:
    lab = open_lab()
    for title in FOUR:
        before = lab.picture()
        lab.button(title).click()
        assert lab.picture() != before


def test_the_title_the_table_and_the_summaries_tell_of_the_same_experiment(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau&optimizers=adam&lr=0.1&start=0,0&steps=300")
    expect(lab.page.get_by_role("heading", name="Himmelblau", exact=True).first).to_be_visible()
    expect(lab.results).to_contain_text(["Adam"])
    expect(lab.page.locator("#map-summary")).to_contain_text("Contour map of Himmelblau")
    expect(lab.page.locator("#losses-summary")).to_contain_text("Adam from 170 to")
    expect(lab.page.locator(".protocol")).to_contain_text("· learning rate 0.1 · Adam β₁ 0.9")


def test_a_diverging_run_is_a_result_with_its_step_and_where_it_left(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=rosenbrock&optimizers=sgd&lr=0.01&start=-1.5,2&steps=500")
    expect(lab.results).to_contain_text(["diverged at step"])
    expect(lab.results).to_contain_text(["left the map at step 2"])
    assert max(abs(float(row["x"])) for row in lab.rows()) > 1e6


def test_the_link_opens_exactly_the_experiment_it_came_from(open_lab: OpenLab) -> None:
    lab = open_lab()
    lab.landscape.select_option(label="Himmelblau")
    lab.number("Learning rate").fill("0.0123")
    lab.number("Start x").fill("-1.25")
    lab.number("Start y").fill("0.5")
    lab.number("Steps").fill("77")
    lab.button("Momentum").click()
    lab.expect_link(landscape="himmelblau", optimizers="sgd,rmsprop,adam", lr="0.0123", start="-1.25,0.5", steps="77")
    rows, picture = lab.rows(), lab.picture()
    lab.page.reload()
    lab.painted()
    assert lab.rows() == rows
    assert lab.picture() == picture


def test_back_returns_to_the_experiment_of_the_earlier_entry(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=bowl&lr=0.1&start=1,2&steps=50")
    lab.expect_link(landscape="bowl")
    lab.page.get_by_role("link", name="The rules").click()
    lab.landscape.select_option("valley")
    lab.expect_link(landscape="valley")
    lab.page.go_back()
    expect(lab.landscape).to_have_value("bowl")


def test_the_rules_and_the_landscapes_are_there_without_javascript(new_context: NewContext, lab_server: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{lab_server}/lab")
    for name in (*FOUR, "Himmelblau"):
        expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert page.locator("#rules math").count() >= 10


HOSTILE = (
    "?landscape=nowhere&optimizers=adamm,xyz&lr=banana&start=1&steps=1e12",
    "?landscape=&optimizers=%00&lr=-1&start=a,b&steps=-5",
    "?landscape=%3Cscript%3Ealert(1)%3C/script%3E&optimizers=%3Cimg%20src=x%20onerror=alert(1)%3E&lr=nan&start=inf,0&steps=0x10",
    "?landscape=rosenbrock&landscape=bowl&optimizers=sgd&lr=1e999&start=1e300,1&steps=2.5",
    f"?landscape={'a' * 900}&optimizers={',' * 400}nope&lr=%E0%A4%A&start=,&steps=",
    "?landscape=constructor&optimizers=__proto__&lr=1e-400&start=1,2,3&steps=NaN",
)


def test_a_link_full_of_nonsense_opens_a_working_lab_and_names_what_it_is(open_lab: OpenLab) -> None:
    lab = open_lab()
    note = lab.page.locator(".notice:visible")
    for query in HOSTILE:
        lab.open(query)
        expect(note).to_contain_text("Part of this link was not understood")
        for name in ("landscape", "lr", "start", "steps"):
            expect(note).to_contain_text(f"{name}:")
        expect(lab.page.get_by_role("status")).to_contain_text("not understood")
        assert lab.rows(), query
        note.get_by_role("button", name="Close this note").click()
        expect(note).to_have_count(0)
        lab.number("Steps").fill("20")
        lab.expect_link(steps="20")


def test_a_name_that_is_almost_one_of_a_links_is_named_and_what_others_add_is_not(open_lab: OpenLab) -> None:
    lab = open_lab("?step_s=20&learnrate=1&utm_source=mail&lr=0.002")
    note = lab.page.locator(".notice:visible")
    expect(note).to_contain_text("“step_s” is not known; did you mean steps? It was left out.")
    expect(note).not_to_contain_text("utm_source")
    lab.expect_link(lr="0.002", steps="4000")


def test_what_comes_near_a_name_is_taken_for_it(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himelblau&optimizers=momentun,adam&lr=1e-9&start=0,0&steps=20.4")
    note = lab.page.locator(".notice:visible")
    expect(note).to_contain_text("“himelblau” is not known; himmelblau was taken")
    expect(note).to_contain_text("“momentun” is not known; shown: momentum, adam")
    expect(note).to_contain_text("“20.4” is not a whole number; 20 was taken")
    lab.expect_link(landscape="himmelblau", optimizers="momentum,adam", lr="0.00001", steps="20")


def test_a_link_that_says_nothing_wrong_gets_no_note(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=Bowl&optimizers=&lr=1E-2&start=+1,.5")
    expect(lab.page.locator(".notice:visible")).to_have_count(0)
    expect(lab.results).to_have_count(0)
    expect(lab.landscape).to_have_value("bowl")
