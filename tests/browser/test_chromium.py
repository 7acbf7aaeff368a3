"""The browser that the other tests rely on can do what the page asks of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser import chromium

DRAW_A_THIRD = """() => {
    const gl = document.createElement("canvas").getContext("webgl2");
    if (!gl || !gl.getExtension("EXT_color_buffer_float")) return null;
    const compile = (type, source) => {
        const shader = gl.createShader(type);
        gl.shaderSource(shader, source);
        gl.compileShader(shader);
        return shader;
    };
    const program = gl.createProgram();
    gl.attachShader(program, compile(gl.VERTEX_SHADER,
        "#version 300 es\\nvoid main() { gl_Position = vec4(0, 0, 0, 1); gl_PointSize = 1.0; }"));
    gl.attachShader(program, compile(gl.FRAGMENT_SHADER,
        "#version 300 es\\nprecision highp float; out vec4 colour; void main() { colour = vec4(-1e6 / 3.0); }"));
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA32F, 1, 1);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    const texture = gl.getParameter(gl.TEXTURE_BINDING_2D);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    gl.viewport(0, 0, 1, 1);
    gl.drawArrays(gl.POINTS, 0, 1);
    const pixel = new Float32Array(4);
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.FLOAT, pixel);
    return pixel[0];
}"""


def test_webgl2_computes_in_float32_into_float_buffers(page: Page) -> None:
    assert page.evaluate(DRAW_A_THIRD) == pytest.approx(-1e6 / 3, rel=2e-7)


def test_a_name_that_leads_nowhere_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THALWEG_CHROMIUM", "no-such-browser")
    with pytest.raises(chromium.NoChromium, match="no-such-browser"):
        chromium.find(Path("nowhere"))


def test_where_there_is_no_way_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THALWEG_CHROMIUM", raising=False)
    for way in ("installed", "installed_by_npm"):
        monkeypatch.setattr(chromium, way, lambda: iter(()))
    monkeypatch.setattr(chromium, "installed_by_playwright", lambda _: iter(()))
    with pytest.raises(chromium.NoChromium, match="apt install chromium"):
        chromium.find(Path("nowhere"))
