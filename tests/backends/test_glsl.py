"""The generated shaders compile in the browser, and compute what Python computes within float32."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from tests.backends.conftest import Numbers, Script
from thalweg.backends.glsl import Glsl
from thalweg.landscapes import LANDSCAPES
from thalweg.language.derive import derive
from thalweg.optimizers import OPTIMIZERS
from thalweg.runs.compiled import compiled_formula
from thalweg.runs.run import run

# Draws one pixel for each point into a float target: points go in as a texture, four numbers come out of `answer`.
DRAW = """(points, source) => {
    const count = points.length / 4;
    const gl = document.createElement("canvas").getContext("webgl2");
    gl.getExtension("EXT_color_buffer_float");
    const compiled = (type, text) => {
        const shader = gl.createShader(type);
        gl.shaderSource(shader, text);
        gl.compileShader(shader);
        if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) + text);
        return shader;
    };
    const program = gl.createProgram();
    gl.attachShader(program, compiled(gl.VERTEX_SHADER, `#version 300 es
        void main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }`));
    gl.attachShader(program, compiled(gl.FRAGMENT_SHADER, `#version 300 es
        precision highp float;
        uniform highp sampler2D points;
        out vec4 colour;
        ${source}
        void main() { colour = answer(texelFetch(points, ivec2(gl_FragCoord.x, 0), 0)); }`));
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program));
    gl.useProgram(program);
    const texture = (data) => {
        const made = gl.createTexture();
        gl.bindTexture(gl.TEXTURE_2D, made);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
        gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, count, 1, 0, gl.RGBA, gl.FLOAT, data);
        return made;
    };
    const target = texture(null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
    texture(Float32Array.from(points));
    gl.viewport(0, 0, count, 1);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
    const pixels = new Float32Array(4 * count);
    gl.readPixels(0, 0, count, 1, gl.RGBA, gl.FLOAT, pixels);
    return pixels;
}"""

FLOAT32 = 2.0**-23

UNITS = 32
"""How many units of float32 a value may be off, relative to the largest in the sample.

Measured: 16.4 for the gradient of Rastrigin, whose angle 2*pi*x is rounded before anything else; at most 3.1 elsewhere.
"""


@pytest.mark.parametrize("key", LANDSCAPES)
def test_loss_and_gradient_are_pythons_within_float32(script: Script, key: str) -> None:
    landscape = LANDSCAPES[key]
    generator = np.random.default_rng(13)
    low, high = np.array([landscape.domain.x, landscape.domain.y]).T
    # Rounded to float32 before, so that both sides compute from the same points.
    points = generator.uniform(low, high, size=(400, 2)).astype(np.float32).astype(np.float64)
    answer = "vec4 answer(vec4 p) { return vec4(loss(p.x, p.y), gradient(p.x, p.y), 1.0); }"
    source = f"{Glsl().formula(landscape.surface)}\n{answer}"
    theirs = script(DRAW, source, numbers=np.pad(points, ((0, 0), (0, 2))).ravel()).reshape(-1, 4)
    ours = np.array([compiled_formula(landscape.formula).evaluate(x, y) for x, y in points.tolist()])
    assert _units(theirs[:, 0], ours[:, 0]) <= UNITS
    assert _units(theirs[:, 1:3], ours[:, 1:]) <= UNITS


@pytest.mark.parametrize(
    "formula", ["log(x) + y", "sqrt(x)*y", "x**1.5 + y", "x**(-0.5)", "asin(x) + y", "acos(x)", "x**3 - y**(-2)"]
)
def test_what_is_undefined_is_no_number_in_float32_either(script: Script, formula: str) -> None:
    points = np.array([(x, y) for x in (-2.5, -1.0, -0.5, 0.25, 0.75, 1.0) for y in (-1.5, 0.5)])
    source = f"{Glsl().formula(derive(formula))}\nvec4 answer(vec4 p) {{ return vec4(loss(p.x, p.y)); }}"
    theirs = script(DRAW, source, numbers=np.pad(points, ((0, 0), (0, 2))).ravel()).reshape(-1, 4)[:, 0]
    ours = np.array([compiled_formula(formula).loss(x, y) for x, y in points.tolist()])
    np.testing.assert_allclose(theirs, ours, rtol=UNITS * FLOAT32, atol=UNITS * FLOAT32)


@pytest.mark.parametrize(("landscape", "optimizer"), list(itertools.product(LANDSCAPES, OPTIMIZERS)))
def test_the_first_steps_are_pythons_within_float32(script: Script, landscape: str, optimizer: str) -> None:
    steps, lr = 5, 0.001
    declared = OPTIMIZERS[optimizer]
    rule = declared.program
    states = "".join(f"float {name} = {state.initial!r}; " for state in rule.states for name in state.scalars)
    passed = ", ".join(["p.x", "p.y", *rule.state_scalars, "g.x", "g.y", "float(t)"])
    values = ", ".join(repr(float(value)) for value in (declared.defaults | {"lr": lr}).values())
    source = f"""
        {Glsl().formula(LANDSCAPES[landscape].surface)}
        {Glsl().rule(rule)}
        vec4 answer(vec4 p) {{
            {states}
            for (int t = 1; t <= {steps}; t += 1) {{
                vec2 g = gradient(p.x, p.y);
                update({passed}, {values});
            }}
            return p;
        }}"""
    start = LANDSCAPES[landscape].starts[0]
    ours = run(landscape, optimizer, start=(start.x, start.y), lr=lr, steps=steps, stop=None)
    theirs = script(DRAW, source, numbers=np.array([start.x, start.y, 0, 0])).reshape(4)
    # In float32, 1 - beta2**t keeps four digits of Adam's first bias corrections; each step is as good as that.
    moved = float(np.max(np.abs(ours.path - ours.path[0])))
    assert np.max(np.abs(theirs[:2] - ours.path[-1])) <= 4 * FLOAT32 * np.max(np.abs(ours.path)) + 2e-4 * moved


def test_names_that_glsl_keeps_for_itself_can_be_used_in_a_rule(script: Script) -> None:
    from thalweg.optimizers.optimizer import Optimizer

    own = Optimizer.from_rule("half = 0.5*half + g\nvec2 = half + 0*t\ntheta = theta - lr*vec2")
    source = f"""{Glsl().rule(own.program)}
        vec4 answer(vec4 p) {{ float a = 0.0; float b = 0.0; update(p.x, p.y, a, b, 1.0, 2.0, 1.0, 0.5); return p; }}"""
    assert script(DRAW, source, numbers=np.zeros(4)).tolist()[:2] == [-0.5, -1.0]


def test_sine_and_cosine_are_right_over_many_turns(script: Script) -> None:
    angles = np.linspace(-1000, 1000, 2001).astype(np.float32).astype(np.float64)
    surface = derive("sin(x) + 0*cos(y) + 0*tan(x)")
    source = f"{Glsl().formula(surface)}\nvec4 answer(vec4 p) {{ return vec4(sine(p.x), cosine(p.x), 0.0, 0.0); }}"
    theirs = script(DRAW, source, numbers=np.pad(angles[:, None], ((0, 0), (0, 3))).ravel()).reshape(-1, 4)
    assert np.max(np.abs(theirs[:, 0] - np.sin(angles))) <= 8 * FLOAT32
    assert np.max(np.abs(theirs[:, 1] - np.cos(angles))) <= 8 * FLOAT32


def _units(theirs: Numbers, ours: Numbers) -> float:
    return float(np.max(np.abs(theirs - ours)) / (FLOAT32 * np.max(np.abs(ours))))
