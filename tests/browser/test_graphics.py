"""The ground of the map, drawn by a graphics card that works, that is lost and comes back, and that is not there."""

from __future__ import annotations

import io
from urllib.parse import quote

import numpy as np
import pytest
from matplotlib import image
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab import Lab
from thalweg import LANDSCAPES

NO_WEBGL = """
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        return kind === "webgl2" ? null : original.call(this, kind, ...more);
    };
"""

# All grounds of a page are drawn by one card, which stands nowhere on it.
NOTE_THE_CARD = """
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
        const context = original.call(this, kind, ...more);
        if (kind === "webgl2" && more[0]?.alpha === false) window.ground = context;
        return context;
    };
"""

# The page's policy refuses the style sheet of a screenshot too, hence `bypass_csp` in these tests.
ONLY_THE_GROUND = ".trajectories, .start { visibility: hidden; }"


@pytest.mark.parametrize("key", LANDSCAPES)
def test_the_card_and_the_processor_draw_the_same_ground(open_lab: OpenLab, key: str) -> None:
    by_card, by_processor = (open_lab(f"?landscape={key}", script=script, bypass_csp=True) for script in ("", NO_WEBGL))
    expect(by_card.map).to_have_attribute("data-ground", "webgl2")
    expect(by_processor.map).to_have_attribute("data-ground", "canvas")
    one, other = ground(by_card), ground(by_processor)
    assert one.std() > 0.05, "the ground has one colour"
    # Single pixels of contour lines may differ; the surface may not.
    assert np.quantile(np.abs(one - other), 0.95) < 0.05


def test_a_lost_card_costs_no_picture_and_is_used_again_when_it_returns(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=himmelblau", script=NOTE_THE_CARD, bypass_csp=True)
    before = ground(lab)
    lab.page.evaluate("() => { window.card = ground.getExtension('WEBGL_lose_context'); card.loseContext(); }")
    expect(lab.map).to_have_attribute("data-ground", "canvas")
    assert np.quantile(np.abs(ground(lab) - before), 0.95) < 0.05
    lab.page.evaluate("card.restoreContext()")
    expect(lab.map).to_have_attribute("data-ground", "webgl2")
    assert np.abs(ground(lab) - before).max() < 0.02
    lab.landscape.select_option("bowl")
    lab.painted()
    assert np.abs(ground(lab) - before).max() > 0.1


def test_the_map_has_as_many_pixels_as_the_screen(open_lab: OpenLab) -> None:
    lab = open_lab(device_scale_factor=2)
    sizes = lab.map.evaluate(
        """plot => [...plot.querySelectorAll("canvas")]
            // An overlay on which nothing was drawn yet has the size of a new canvas.
            .filter(canvas => canvas.getClientRects().length && (canvas.width !== 300 || canvas.height !== 150))
            .map(canvas => canvas.width / plot.clientWidth)"""
    )
    assert set(sizes) == {2}


def ground(lab: Lab) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """Return the ground's colours, from 0 to 1."""
    lab.painted()
    picture = lab.map.screenshot(style=ONLY_THE_GROUND, animations="disabled")
    return np.asarray(image.imread(io.BytesIO(picture), format="png"), dtype=np.float32)[3:-3, 3:-3, :3]


def test_the_page_takes_hold_of_one_card_for_all_but_the_surface(open_lab: OpenLab) -> None:
    counting = """
        const original = HTMLCanvasElement.prototype.getContext;
        window.cards = 0;
        HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            if (kind === "webgl2") window.cards += 1;
            return original.call(this, kind, ...more);
        };
    """
    lab = open_lab("?landscape=himmelblau", script=counting)
    assert lab.page.evaluate("cards") == 1


def test_ground_where_there_is_no_loss_is_striped_and_said(open_lab: OpenLab) -> None:
    own = f"landscape=own&formula={quote('log(x) + x**2 + y**2')}"
    by_card, by_processor = (
        open_lab(f"?{own}&domain=-1,2,-1.5,1.5", script=script, bypass_csp=True) for script in ("", NO_WEBGL)
    )
    for lab, drawn in ((by_card, "webgl2"), (by_processor, "canvas")):
        expect(lab.map).to_have_attribute("data-ground", drawn)
        expect(lab.page.locator(".mark-nowhere")).to_be_visible()
        expect(lab.page.locator("#map-summary")).to_contain_text("striped part of the map")
        colours = ground(lab)
        width = colours.shape[1]
        nowhere, somewhere = colours[:, : width // 3 - 3], colours[:, width // 3 + 3 :]
        assert np.ptp(nowhere, axis=2).max() < 0.06, "the colours of the ramp stand where there is no loss"
        assert np.ptp(somewhere, axis=2).mean() > 0.2
        assert nowhere.std() > 0.05, "no stripes"
    lab = open_lab(f"?{own}&domain=0.5,3,-1,1")
    expect(lab.page.locator(".mark-nowhere")).to_be_hidden()
    expect(lab.page.locator("#map-summary")).not_to_contain_text("no value")


def test_a_constant_has_a_level_surface(open_lab: OpenLab) -> None:
    lab = open_lab("?landscape=own&formula=3&view=surface")
    picture = lab.page.locator(".surface").screenshot(animations="disabled")
    assert np.asarray(image.imread(io.BytesIO(picture), format="png"))[..., :3].std() > 0.05, "nothing is drawn"
