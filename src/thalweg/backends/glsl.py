"""GLSL ES 3.00 (WebGL2, float32): what the graphics processor runs for every pixel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from thalweg.backends.infix import InfixPrinter, indented, lines_of
from thalweg.language.derive import Surface
from thalweg.language.expression import Assignment
from thalweg.language.lower import Program, lower_formula, lower_rule
from thalweg.language.procedure import Procedure
from thalweg.language.rule import Rule

_WORDS = """
    abs acos acosh active all any asin asinh asm atan atanh attribute bool break bvec2 bvec3 bvec4 case cast ceil
    centroid clamp class coherent common const continue cos cosh cross default degrees determinant discard distance do
    dot double dvec2 dvec3 dvec4 else enum equal exp exp2 extern external false filter fixed flat float floor fma for
    fract fvec2 fvec3 fvec4 goto gradient half height highp hvec2 hvec3 hvec4 if image1D image2D image3D in inline inout
    input int interface invariant inverse inversesqrt isampler2D isinf isnan ivec2 ivec3 ivec4 layout length log log2
    long loss lowp main mat2 mat3 mat4 max mediump min mix mod modf namespace noinline noperspective normalize not out
    output packed partition patch pow power precision public radians readonly reflect refract resource restrict return
    round sample sampler2D sampler3D shared short sign sin sinh sizeof smooth sqrt static step struct subroutine superp
    switch sine cosine quarter_sine remaining_angle tan tanh template texture this transpose true trunc typedef uint
    uniform union unsigned update using uvec2 uvec3 uvec4 varying vec2 vec3 vec4 void volatile while writeonly
"""

# GLSL promises no accuracy for sin and cos, and drivers are off by thousands of units in the last place for arguments
# of a few turns. These take off whole turns with a constant in two parts (Cody and Waite 1980) and sum the Taylor
# series over the quarter turn that is left: right to a few units in the last place up to some thousand turns.
_CIRCULAR_CALLS = {"sin": "sine({0})", "cos": "cosine({0})", "tan": "(sine({0}) / cosine({0}))"}
_CIRCULAR = """\
float remaining_angle(float angle) {
    float turns = floor(angle * 0.15915494 + 0.5);
    return (angle - turns * 6.28125) - turns * 0.0019353072;
}
float quarter_sine(float angle) {
    float s = angle * angle;
    float high = -1.9841270e-4 + s * (2.7557319e-6 - s * 2.5052108e-8);
    return angle + angle * s * (-0.16666667 + s * (8.3333333e-3 + s * high));
}
float sine(float angle) {
    float left = remaining_angle(angle);
    return quarter_sine(abs(left) > 1.5707964 ? (left > 0.0 ? 3.1415927 : -3.1415927) - left : left);
}
float cosine(float angle) {
    float half_sine = quarter_sine(0.5 * remaining_angle(angle));
    return 1.0 - 2.0 * half_sine * half_sine;
}
"""

# Outside their domain GLSL leaves these undefined, and drivers give numbers there. Everywhere else they are no number.
# Arcs it gives to four digits only; these are a polynomial (Moshier's Cephes) up to a half, above by half the angle.
_DEFINED_CALLS = {
    "log": "natural_log({0})",
    "sqrt": "square_root({0})",
    "asin": "arc_sine({0})",
    "acos": "arc_cosine({0})",
}
_DEFINED = """\
float nowhere() { return uintBitsToFloat(0x7fc00000u); }
float natural_log(float value) { return value < 0.0 ? nowhere() : log(value); }
float square_root(float value) { return value < 0.0 ? nowhere() : sqrt(value); }
float small_arc_sine(float value) {
    float s = value * value;
    float high = 4.5470026e-2 + s * (2.4181311e-2 + s * 4.2163199e-2);
    return value + value * s * (0.16666675 + s * (7.4953003e-2 + s * high));
}
float arc_cosine(float value) {
    if (abs(value) > 1.0) return nowhere();
    if (abs(value) <= 0.5) return 1.5707964 - small_arc_sine(value);
    float half_angle = small_arc_sine(sqrt(0.5 * (1.0 - abs(value))));
    return value > 0.0 ? 2.0 * half_angle : 3.1415927 - 2.0 * half_angle;
}
float arc_sine(float value) { return abs(value) <= 0.5 ? small_arc_sine(value) : 1.5707964 - arc_cosine(value); }
float power(float base, float exponent) {
    if (exponent == 0.0) return 1.0;
    float size = pow(abs(base), exponent);
    if (base >= 0.0) return size;
    if (floor(exponent) != exponent) return nowhere();
    return mod(exponent, 2.0) == 0.0 ? size : -size;
}
"""

_CALLS = _CIRCULAR_CALLS | _DEFINED_CALLS

_LIBRARY = {
    "CIRCULAR": (_CIRCULAR, ("sine(",)),
    "DEFINED": (_DEFINED, ("natural_log(", "square_root(", "arc_", "power(")),
}
"""What code may need in front of it: source, and the words in the code that show the need."""


class Glsl(InfixPrinter):
    """Prints GLSL ES 3.00."""

    reserved: ClassVar[frozenset[str]] = frozenset(_WORDS.split())
    operators: ClassVar[dict[str, str]] = {"and": "&&", "or": "||"}

    def call(self, function: str, arguments: list[str]) -> str:
        """Return a call of a built-in function.

        The hyperbolic tangent of a large argument is NaN on drivers that divide two exponentials. From 15 on it is 1 in
        float32, so the argument stops there: no value changes.
        """
        if function == "where":
            condition, chosen, other = arguments
            return f"({condition} ? {chosen} : {other})"
        if function in _CALLS:
            return _CALLS[function].format(arguments[0])
        if function == "tanh":
            return f"tanh(clamp({arguments[0]}, -15.0, 15.0))"
        return super().call(function, arguments)

    def power(self, base: str, exponent: str) -> str:
        """Return a power; GLSL's own is undefined for a negative base."""
        return f"power({base}, {exponent})"

    def formula(self, surface: Surface) -> str:
        """Return `float loss(float x, float y)` and `vec2 gradient(float x, float y)`."""
        source = indented((f"// {line}" for line in lines_of(surface.text)), by=0)
        loss = self._function("float loss", lower_formula([surface.formula]), "{0}")
        gradient = self._function("vec2 gradient", lower_formula(surface.gradient), "vec2({0}, {1})")
        return _with_library(f"{source}\n{loss}\n{gradient}")

    def rule(self, rule: Rule) -> str:
        """Return `void update(inout theta_x, theta_y, inout states, g_x, g_y, t, hyper-parameters)` in floats."""
        step = lower_rule(rule, running_powers=False)
        changed = ("theta_x", "theta_y", *rule.state_scalars)
        given = ("g_x", "g_y", "t", *rule.hyperparameters)
        arguments = [*(f"inout float {self.name(n)}" for n in changed), *(f"float {self.name(n)}" for n in given)]
        source = indented((f"// {line}" for line in lines_of(rule.text)), by=0)
        body = indented(self._assignments(step.body, changed))
        return _with_library(f"{source}\nvoid update({', '.join(arguments)}) {{\n{body}\n}}")

    def procedure(self, procedure: Procedure) -> str:
        """Return a procedure as a function of floats."""
        arguments = ", ".join(f"float {self.name(name)}" for name in procedure.arguments)
        body = indented([*self._assignments(procedure.lines), f"return {self.names(procedure.results)};"])
        return _with_library(f"float {procedure.name}({arguments}) {{\n{body}\n}}")

    def _function(self, head: str, program: Program, result: str) -> str:
        returned = result.format(*map(self.expression, program.outputs))
        body = indented([*self._assignments(program.body), f"return {returned};"])
        return f"{head}(float x, float y) {{\n{body}\n}}"

    def _assignments(self, lines: tuple[Assignment, ...], known: tuple[str, ...] = ()) -> Iterator[str]:
        declared = set(known)
        for line in lines:
            kind = "" if line.target in declared else "float "
            declared.add(line.target)
            yield f"{kind}{self.name(line.target)} = {self.expression(line.value)};"


def _with_library(code: str) -> str:
    """Return the code behind the functions it needs; a shader of two such codes has them once."""
    needed = (
        f"#ifndef {name}\n#define {name}\n{source}#endif\n"
        for name, (source, words) in _LIBRARY.items()
        if any(word in code for word in words)
    )
    return "".join(needed) + code
