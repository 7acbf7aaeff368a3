"""The commands: run, compare, sweep, list, lab, export."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from thalweg.cli.reading import by_optimizer, for_all, landscape_on, noise_of, number, point, settings, with_own_rule
from thalweg.landscapes.landscape import Landscape
from thalweg.language.refusal import Refusal
from thalweg.runs.compare import Comparison, compare
from thalweg.runs.ending import NEVER, Stop
from thalweg.runs.entrants import Entrant
from thalweg.runs.noise import SILENCE, Noise
from thalweg.runs.run import DEFAULT_STEPS
from thalweg.runs.sweeps import sweeps

app = typer.Typer(
    name="thalweg",
    help="See how optimizers walk a loss landscape.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

LONG_RUN = 50_000
"""Steps from which on a person is told that work is under way."""

_STOP = Stop()

LandscapeArgument = Annotated[str, typer.Argument(help="A key, as in `thalweg list`, or a formula in x and y.")]
OptimizerArgument = Annotated[str, typer.Argument(help="A key, as in `thalweg list`, or the lines of a rule.")]
OptimizersArgument = Annotated[list[str], typer.Argument(help="Keys, as in `thalweg list`, or rules.")]
StartOption = Annotated[
    str | None, typer.Option(metavar="X,Y", help="Where to begin; the landscape's own start if left out.")
]
RateOption = Annotated[str | None, typer.Option(metavar="NUMBER", help="Learning rate; 0.01 if left out.")]
StepsOption = Annotated[str, typer.Option(metavar="NUMBER", help="Most steps to take.")]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=NUMBER",
        help="A hyper-parameter, as beta=0.95 for all or adam.lr=0.05 for one; repeatable.",
    ),
]
OtherSetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=NUMBER",
        help="A hyper-parameter but the learning rate, as beta=0.95 for all or adam.beta1=0.8 for one; repeatable.",
    ),
]
NormOption = Annotated[
    str, typer.Option("--gradient-norm", metavar="NUMBER", help="Stop when the gradient norm is below this; 0: never.")
]
ChangeOption = Annotated[
    str,
    typer.Option(
        "--loss-change",
        metavar="NUMBER",
        help=f"Stop when the relative loss change is at most this in {_STOP.window} steps in a row; 0: never.",
    ),
]
NoStopOption = Annotated[bool, typer.Option("--no-stop", help="Take every step, through infinities if need be.")]
PolicyOption = Annotated[
    str,
    typer.Option(metavar="POLICY", help="How learning rates are given out: same, best (of a sweep) or first-step."),
]
DomainOption = Annotated[
    str | None,
    typer.Option(metavar="X,X,Y,Y", help="Where a formula of your own is shown: lowest and highest x, then y."),
]
NoiseOption = Annotated[
    str, typer.Option("--noise", metavar="NUMBER", help="Standard deviation of a single sample's gradient; 0: none.")
]
BatchOption = Annotated[str, typer.Option("--batch", metavar="NUMBER", help="Samples a step looks at.")]
SeedOption = Annotated[str, typer.Option("--seed", metavar="NUMBER", help="Which of the possible noises it is.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Print every run as CSV, as the lab hands it over.")]
PlotOption = Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the paths into a PNG, SVG or PDF file.")]


@app.command("run")
def run_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    landscape: LandscapeArgument,
    optimizer: OptimizerArgument,
    start: StartOption = None,
    lr: RateOption = None,
    steps: StepsOption = str(DEFAULT_STEPS),
    hyperparameters: SetOption = None,
    gradient_norm: NormOption = str(_STOP.gradient_norm),
    loss_change: ChangeOption = str(_STOP.loss_change),
    no_stop: NoStopOption = False,  # noqa: FBT002 - Typer's way to say a flag
    domain: DomainOption = None,
    noise: NoiseOption = f"{SILENCE.spread:g}",
    batch: BatchOption = str(SILENCE.batch),
    seed: SeedOption = str(SILENCE.seed),
    as_json: JsonOption = False,  # noqa: FBT002 - as above
    plot: PlotOption = None,
) -> None:
    """Run one optimizer on a landscape."""
    from thalweg.cli import report

    _check(plot)
    stop = _stop(gradient_norm, loss_change, never=no_stop)
    comparison = _compared(
        landscape_on(landscape, domain),
        [optimizer],
        start,
        lr,
        steps,
        hyperparameters,
        stop=stop,
        noise=noise_of(noise, batch, seed),
    )
    if as_json:
        report.print_json(report.run_json(comparison[0]))
    else:
        report.print_run(Console(), comparison[0])
    _draw(comparison, plot)


@app.command("compare")
def compare_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    landscape: LandscapeArgument,
    optimizers: OptimizersArgument,
    start: StartOption = None,
    lr: RateOption = None,
    steps: StepsOption = str(DEFAULT_STEPS),
    hyperparameters: SetOption = None,
    gradient_norm: NormOption = str(_STOP.gradient_norm),
    loss_change: ChangeOption = str(_STOP.loss_change),
    policy: PolicyOption = "same",
    no_stop: NoStopOption = False,  # noqa: FBT002 - Typer's way to say a flag
    domain: DomainOption = None,
    noise: NoiseOption = f"{SILENCE.spread:g}",
    batch: BatchOption = str(SILENCE.batch),
    seed: SeedOption = str(SILENCE.seed),
    as_json: JsonOption = False,  # noqa: FBT002 - as above
    plot: PlotOption = None,
) -> None:
    """Run several optimizers from one start."""
    from thalweg.cli import report

    _check(plot)
    stop = _stop(gradient_norm, loss_change, never=no_stop)
    comparison = _compared(
        landscape_on(landscape, domain),
        optimizers,
        start,
        lr,
        steps,
        hyperparameters,
        stop=stop,
        noise=noise_of(noise, batch, seed),
        policy=policy,
    )
    if as_json:
        report.print_json(report.comparison_json(comparison))
    else:
        report.print_comparison(Console(), comparison)
    _draw(comparison, plot)


@app.command("sweep")
def sweep_command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    landscape: LandscapeArgument,
    optimizers: OptimizersArgument,
    start: StartOption = None,
    steps: StepsOption = str(DEFAULT_STEPS),
    hyperparameters: OtherSetOption = None,
    gradient_norm: NormOption = str(_STOP.gradient_norm),
    loss_change: ChangeOption = str(_STOP.loss_change),
    no_stop: NoStopOption = False,  # noqa: FBT002 - Typer's way to say a flag
    domain: DomainOption = None,
    noise: NoiseOption = f"{SILENCE.spread:g}",
    batch: BatchOption = str(SILENCE.batch),
    seed: SeedOption = str(SILENCE.seed),
    as_json: JsonOption = False,  # noqa: FBT002 - as above
    as_csv: CsvOption = False,  # noqa: FBT002 - as above
) -> None:
    """Run optimizers at every learning rate from 1e-5 to 10: where each is best, stable, and explodes."""
    from thalweg.cli import report
    from thalweg.cli.sweep_csv import sweep_csv

    if as_json and as_csv:
        raise Refusal("--json and --csv are two forms of one answer; give one of them")
    count = number("--steps", steps)
    shared, single = by_optimizer(settings("--set", hyperparameters or []))
    swept = sweeps(
        landscape_on(landscape, domain),
        optimizers,
        start=None if start is None else point("--start", start),
        steps=count,  # type: ignore[arg-type] # checked to be whole, with the sentence for it
        stop=_stop(gradient_norm, loss_change, never=no_stop),
        noise=noise_of(noise, batch, seed),
        settings=with_own_rule(single, optimizers),
        watched=lambda runs: _progress(runs, count * len(runs)),
        **for_all(shared, sweeps),
    )
    if as_json:
        report.print_json(report.sweeps_json(swept))
    elif as_csv:
        sys.stdout.write(sweep_csv(swept))
    else:
        report.print_sweeps(Console(), swept)


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:  # noqa: FBT002 - Typer's way to say a flag
    """List the landscapes and the optimizers."""
    from thalweg.cli import report
    from thalweg.landscapes import LANDSCAPES
    from thalweg.optimizers import OPTIMIZERS

    if as_json:
        report.print_json(report.lists_json(LANDSCAPES.values(), OPTIMIZERS.values()))
    else:
        report.print_lists(Console(), LANDSCAPES.values(), OPTIMIZERS.values())


@app.command("lab")
def lab_command(
    host: Annotated[str, typer.Option(help="Address to serve on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to serve on; 0 picks a free one.")] = 8765,
    link: Annotated[
        str | None, typer.Option("--open", metavar="LINK", help="Open the experiment of a link to any Thalweg lab.")
    ] = None,
    proxies: Annotated[
        list[str] | None,
        typer.Option(
            "--proxy",
            metavar="ADDRESS",
            help="A proxy in front, or a network of them, that is believed when it says who asks; repeatable.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the lab in the browser.")] = True,  # noqa: FBT002 - as above
) -> None:
    """Open the laboratory in the browser."""
    from thalweg.cli.reading import experiment
    from thalweg.server.serve import serve

    def announce(line: str) -> None:
        print(line, flush=True)  # noqa: T201 - flushed, because whoever started us may wait for the address

    query = experiment(link) if link else ""
    serve(host, port, open_browser=browser, announce=announce, experiment=query, proxies=proxies or ())


@app.command("export")
def export_command(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there, is empty, or holds an earlier export.")],
    base_path: Annotated[
        str, typer.Option(metavar="PATH", help="The path under which the host shows the files, as in /course/.")
    ] = "/",
) -> None:
    """Write the course and the lab as files for any static host; typed formulas need `thalweg lab`."""
    from rich.progress import track

    from thalweg.server.export import export

    console = Console(stderr=True)
    count = export(folder, base_path, lambda files: track(files, "Exporting", console=console))
    sys.stderr.write(f"{count} files are in {folder}, for a host that shows them under {base_path}.\n")


def main() -> None:
    """Run the command; a refusal is one sentence and exit code 2."""
    try:
        app()
    except Refusal as refusal:
        sys.stderr.write(f"thalweg: {refusal}\n")
        sys.exit(2)


def _compared(
    landscape: str | Landscape,
    optimizers: list[str],
    start: str | None,
    lr: str | None,
    steps: str,
    hyperparameters: list[str] | None,
    *,
    stop: Stop,
    noise: Noise,
    policy: str = "same",
) -> Comparison:
    """Return the comparison that the options ask for."""
    count = number("--steps", steps)
    values = settings("--set", hyperparameters or [])
    shared, single = by_optimizer(values)
    with _patience(count * len(optimizers)):
        return compare(
            landscape,
            optimizers,
            start=None if start is None else point("--start", start),
            lr=None if lr is None else number("--lr", lr),
            steps=count,  # type: ignore[arg-type] # checked to be whole, with the sentence for it
            stop=stop,
            noise=noise,
            policy=policy,
            settings=with_own_rule(single, optimizers),
            **for_all(shared, compare),
        )


def _stop(gradient_norm: str, loss_change: str, *, never: bool) -> Stop:
    if never:
        return NEVER
    return Stop(number("--gradient-norm", gradient_norm), number("--loss-change", loss_change))


def _patience(steps: float) -> contextlib.AbstractContextManager[object]:
    """Return a spinner for long work, on a terminal."""
    console = Console(stderr=True)
    return console.status("Running…") if steps > LONG_RUN and console.is_terminal else contextlib.nullcontext()


def _progress(runs: Sequence[Entrant], steps: float) -> Iterable[Entrant]:
    """Return runs that are still to be made, with a bar for long work, on a terminal."""
    from rich.progress import track

    console = Console(stderr=True)
    is_quiet = steps <= LONG_RUN or not console.is_terminal
    return track(runs, "Running…", console=console, transient=True, disable=is_quiet)


def _check(plot: Path | None) -> None:
    """Refuse a picture that cannot be written before any work is done."""
    if plot is not None:
        from thalweg.figures.plot import check_name

        check_name(plot)


def _draw(comparison: Comparison, plot: Path | None) -> None:
    if plot is None:
        return
    from thalweg.figures.plot import save

    save(comparison, plot)
    sys.stderr.write(f"The picture is in {plot}.\n")
