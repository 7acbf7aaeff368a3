"""What a frame of playback leaves behind: single numbers and words, never an array of a path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import OpenLab

SIX = "?landscape=rosenbrock&optimizers=sgd,momentum,nesterov,adagrad,rmsprop,adam&lr=0.001&steps=2000"

ARRAY = 8_000
"""Bytes of the smallest array with an entry for each of two thousand steps: four each, the rest below it."""

FINE = 256
"""Bytes between two samples of what is allocated: an array of a path is missed once in e to the 31 times."""

# What a typed array holds is not in the heap that is sampled.
COUNT_TYPED_ARRAYS = """() => {
    window.typed = [];
    const names = ["Float64Array", "Float32Array", "Int32Array", "Uint32Array", "Uint16Array", "Uint8Array",
        "Uint8ClampedArray", "ArrayBuffer"];
    for (const name of names) {
        window[name] = new Proxy(window[name], {
            construct(kind, given) {
                const made = Reflect.construct(kind, given);
                typed.push(`${name} of ${made.byteLength} bytes`);
                return made;
            },
        });
    }
}"""

FRAMES = """frames => new Promise(done => {
    typed.length = 0;
    requestAnimationFrame(function turn() {
        if (frames-- > 0) requestAnimationFrame(turn);
        else done(typed);
    });
})"""


@pytest.mark.parametrize("seen", ["", "&chart=step", "&view=surface", "&explain=adam"])
def test_no_array_is_made_in_a_frame_of_playback(open_lab: OpenLab, seen: str) -> None:
    lab = open_lab(SIX + seen, script=f"({COUNT_TYPED_ARRAYS})()")
    assert lab.page.evaluate("typed.length") > 0
    tools = lab.page.context.new_cdp_session(lab.page)
    lab.button("Play").click()
    # What is made once, when it begins, is no part of a frame.
    lab.page.evaluate(FRAMES, 30)
    tools.send("HeapProfiler.enable")
    collected = {"includeObjectsCollectedByMajorGC": True, "includeObjectsCollectedByMinorGC": True}
    tools.send("HeapProfiler.startSampling", {"samplingInterval": FINE, **collected})
    assert lab.page.evaluate(FRAMES, 60) == []
    profile = tools.send("HeapProfiler.stopSampling")["profile"]
    names = dict(_ours(profile["head"]))
    samples = [(each["size"], names[each["nodeId"]]) for each in profile["samples"] if each["nodeId"] in names]
    assert len(samples) > 60
    assert [sample for sample in samples if sample[0] >= ARRAY // 2] == []


def _ours(node: dict[str, Any], caller: str = "") -> Iterator[tuple[int, str]]:
    """Yield the functions of the page's own modules and what they call of the browser's, by number and name."""
    where = node["callFrame"]["url"]
    name = f"{caller} > {node['callFrame']['functionName']}"
    is_ours = where.endswith(".js") or (caller and not where)
    if is_ours:
        yield node["id"], name
    for child in node["children"]:
        yield from _ours(child, name if is_ours else "")
