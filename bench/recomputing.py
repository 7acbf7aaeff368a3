"""How much script a change of a control costs: the generated kernels alone, and everything the page does."""

from __future__ import annotations

from bench.browsed import browsed
from bench.report import Figure

REPEATS = 60

KERNELS = """async (repeats) => {
    const address = document.querySelector("[data-catalogue]").dataset.catalogue;
    const { default: { landscapes, optimizers, stop } } = await import(address);
    const landscape = landscapes.find(({ key }) => key === "rosenbrock");
    const six = [...optimizers, ...optimizers].slice(0, 6);
    const steps = 2000;
    const records = six.map(({ columns }) => new Float64Array((steps + 1) * columns));
    const never = { ...stop, gradient_norm: 0, loss_change: 0 };
    const times = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
        const lr = 0.001 + 1e-6 * repeat;
        const start = performance.now();
        const endings = six.map((optimizer, i) => optimizer.trace(
            landscape,
            optimizer.hyperparameters.map(({ name, default: usual }) => (name === "lr" ? lr : usual)),
            -1.5, 2, steps, never, records[i],
        ));
        times.push(performance.now() - start);
        if (endings.some((ending) => ending.steps !== steps)) throw new Error("a path ended early");
    }
    return times;
}"""

DRAG = """async (lr) => {
    const control = document.getElementById("lr");
    control.value = String(lr);
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def figures() -> list[Figure]:
    """Return what was measured, in milliseconds."""
    with browsed() as (address, page, tools):
        page.goto(f"{address}?landscape=rosenbrock&optimizers=sgd,momentum,rmsprop,adam&lr=0.001&steps=2000")
        page.wait_for_load_state("networkidle")
        times = page.evaluate(KERNELS, REPEATS)
        tools.send("Performance.enable")

        def script() -> float:
            metrics = tools.send("Performance.getMetrics")["metrics"]
            return next(float(metric["value"]) for metric in metrics if metric["name"] == "ScriptDuration") * 1_000

        changes = []
        for repeat in range(REPEATS):
            before = script()
            page.evaluate(DRAG, 0.001 + 1e-6 * repeat)
            changes.append(script() - before)
    return [
        Figure("six paths × 2,000 steps in the browser", tuple(times), "ms", 8),
        Figure("the same, the first time", (times[0],), "ms"),
        Figure("everything the page does for a change of the learning rate", tuple(changes), "ms"),
    ]
