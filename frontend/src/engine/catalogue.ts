/**
 * The shape of the module that Python generates: every landscape and every optimizer as data and as float64 code.
 *
 * `src/thalweg/catalogue.py` writes the module; this file only describes it, and loads it from our own origin.
 */

/** A point where a landscape is worth starting from, and what one sees from there. */
export interface Start {
  readonly x: number;
  readonly y: number;
  readonly shows: string;
}

/** Numbers measured once on a grid over the domain; see `src/thalweg/runs/terrain.py`. */
export interface Terrain {
  /** Lowest and highest loss in the domain. */
  readonly low: number;
  readonly high: number;
  /** Loss at which the logarithmic height scale turns from linear to logarithmic. */
  readonly unit: number;
  /** Largest gradient norm in the domain. */
  readonly steepness: number;
  /** Diagonal of the domain. */
  readonly size: number;
  /** Loss of the best known minimizer; NaN when none is declared. */
  readonly best: number;
}

export interface Landscape {
  readonly key: string;
  readonly title: string;
  readonly formula: string;
  readonly mathml: string;
  /** The gradient as mathematics. */
  readonly gradient_mathml: string;
  readonly teaches: string;
  readonly domain: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  readonly starts: readonly Start[];
  readonly minimizers: readonly (readonly [number, number])[];
  readonly saddles: readonly (readonly [number, number])[];
  readonly terrain: Terrain;
  /** GLSL ES 3.00 source of `float loss(float x, float y)`. */
  readonly glsl: string;
  loss(x: number, y: number): number;
  /** Writes loss, ∂/∂x, ∂/∂y. */
  evaluate(x: number, y: number, out: Float64Array): void;
  /** Writes ∂²/∂x², ∂²/∂x∂y, ∂²/∂y². */
  hessian(x: number, y: number, out: Float64Array): void;
}

export interface Hyperparameter {
  readonly name: string;
  readonly title: string;
  /** Symbol as text, for example "β₁". */
  readonly symbol: string;
  readonly default: number;
  readonly low: number;
  readonly high: number;
}

/** One line of a rule: its mathematics and the sentence that explains it. */
export interface RuleLine {
  /** The name it assigns to, as the rule spells it. */
  readonly target: string;
  /** The same as text, for example "m̂". */
  readonly symbol: string;
  readonly mathml: string;
  /** The line for each coordinate, with places such as `{m_x}` for numbers; one for a number that has none. */
  readonly numbers: readonly string[];
  readonly sentence: string;
}

/** How an optimizer is drawn. */
export interface Style {
  readonly colour: { readonly on_light: string; readonly on_dark: string };
  readonly dash: readonly number[];
}

/** What one line of a rule did in one step, by scalar name such as `m_x`. */
export interface ToldLine {
  readonly reads: Readonly<Record<string, number>>;
  readonly gives: Readonly<Record<string, number>>;
}

/** A way of giving out learning rates. */
export interface Policy {
  readonly key: string;
  readonly words: string;
}

/** A kind of finding; names in braces stand for measured values. */
export interface FindingKind {
  readonly key: string;
  readonly title: string;
  /** Said is the first of them of which every number is known. */
  readonly sentences: readonly string[];
}

/** What a generated procedure asks for and what it returns, by name and in order. */
export interface Signature {
  readonly takes: readonly string[];
  readonly gives: readonly string[];
}

export interface Stop {
  /** Gradient norm below which a run has converged; 0 switches the criterion off. */
  readonly gradient_norm: number;
  /** Relative loss change over `window` steps below which a run has converged; 0 switches it off. */
  readonly loss_change: number;
  readonly window: number;
  /** Whether a run ends at the first non-finite or astronomically large value. */
  readonly divergence: boolean;
}

/** How a run ended. `outcome` indexes `Catalogue.outcomes`. */
export interface Ending {
  readonly steps: number;
  readonly outcome: number;
  /** First step with a non-finite or astronomically large value; -1 when there is none. */
  readonly diverged_at: number;
}

export interface Optimizer {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  /** What tells it from its alternatives, in a word or two; empty where there are none. */
  readonly convention: string;
  /** The same idea under other conventions, each an optimizer of its own. */
  readonly alternatives: readonly Optimizer[];
  readonly rule: string;
  readonly lines: readonly RuleLine[];
  readonly matches: readonly string[];
  readonly hyperparameters: readonly Hyperparameter[];
  /** Names of the state variables, for example ["m", "v"]. */
  readonly states: readonly string[];
  /** Every number it carries from step to step, for example "m_x", with its value before the first step. */
  readonly state_scalars: readonly { readonly name: string; readonly initial: number }[];
  /** GLSL ES 3.00 source of `void update(inout theta_x, theta_y, states…, g_x, g_y, t, hyper-parameters…)`. */
  readonly glsl: string;
  /** Colour on a light page; colour on a dark page and on the map. */
  readonly colour: Style["colour"];
  /** Canvas line dash in CSS pixels; empty is solid. */
  readonly dash: Style["dash"];
  /** The learning rate above which it leaves a bowl of this curvature; absent where no closed form is known. */
  stability?(curvature: number, ...hyperparameters: readonly number[]): number;
  /** Width of one row of a record: x, y, loss, g_x, g_y, then x and y of every state variable. */
  readonly columns: number;
  /**
   * Follows the optimizer and writes one row per step, the start included, into `record`
   * (length at least (steps + 1) * columns). Hyper-parameters in declared order.
   */
  trace(
    landscape: Pick<Landscape, "evaluate">,
    hyperparameters: readonly number[],
    x: number,
    y: number,
    steps: number,
    stop: Stop,
    record: Float64Array,
  ): Ending;
  /**
   * Step t, counted from 1, told line by line, from the row of a record that it sets out from.
   *
   * @param told An earlier answer, to be written anew.
   */
  explain(
    hyperparameters: readonly number[],
    t: number,
    row: ArrayLike<number>,
    told?: readonly ToldLine[],
  ): readonly ToldLine[];
}

/** An experiment with a reason to look at it. */
export interface Preset {
  readonly key: string;
  readonly title: string;
  /** Why it ends as it does, in one sentence. */
  readonly because: string;
  /** Whether it is there to go wrong. */
  readonly fails: boolean;
  readonly landscape: string;
  readonly optimizers: readonly string[];
  readonly lr: number;
  readonly start: readonly [number, number];
  readonly steps: number;
}

export interface Catalogue {
  readonly landscapes: readonly Landscape[];
  readonly optimizers: readonly Optimizer[];
  /** Rules of one's own that are pinned beside another one, by their text; a catalogue as it is declared knows none. */
  readonly pinnedRules?: ReadonlyMap<string, Optimizer>;
  /** Sentences of `thalweg.runs.Outcome`, for example "converged by gradient norm". */
  readonly outcomes: readonly string[];
  /** Words of `thalweg.runs.Place`, for example "global minimum". */
  readonly places: readonly string[];
  /** Where a run ended: an index into `places`, from gradient and Hessian there. */
  place(
    loss: number,
    g_x: number,
    g_y: number,
    h_xx: number,
    h_xy: number,
    h_yy: number,
    size: number,
    steepness: number,
    best: number,
  ): number;
  /** Height in [0, 1] of a loss on the log-compressed scale: the same text as `height_glsl`. */
  height(loss: number, low: number, high: number, unit: number): number;
  /** GLSL ES 3.00 source of `float height(float loss, float low, float high, float unit)`. */
  readonly height_glsl: string;
  /** Colours from low to high, evenly spaced in lightness; interpolate linearly in sRGB. */
  readonly ramp: readonly string[];
  /** Lowest and highest curvature of a Hessian, and the axis along which it is highest. */
  curvature(h_xx: number, h_xy: number, h_yy: number): readonly [number, number, number, number];
  /** The learning rates of a sweep, smallest first. */
  readonly rates: readonly number[];
  /** Colours of the first basins on a map of basins. */
  readonly basin_colours: readonly string[];
  /** How optimizers of one's own are drawn. */
  readonly own_styles: readonly Style[];
  readonly stop: Stop;
  /** What a protocol line is made of; names in braces are filled in. */
  readonly protocol: Readonly<
    Record<"landscape" | "start" | "rate" | "rates" | "noise" | "steps" | "step" | "stop" | "apart" | "tried", string>
  >;
  /** The next state of the generator of noise, and a value with mean 0 and standard deviation 1. */
  draw(state: number): readonly [state: number, value: number];
  readonly noise: {
    /** Draws that are thrown away before the first. */
    readonly warm_up: number;
    readonly most: { readonly spread: number; readonly batch: number; readonly seed: number };
  };
  readonly policies: readonly Policy[];
  /** What the rows `first` to `last` of a record show, by the names of `diagnosis.recent`. */
  recent(
    record: Float64Array,
    columns: number,
    first: number,
    last: number,
    end_x: number,
    end_y: number,
    steps: number,
    axis_x: number,
    axis_y: number,
    size: number,
  ): readonly number[];
  /** How far the farthest of the rows `first` to `last` of a record lies from a point. */
  width(
    record: Float64Array,
    columns: number,
    first: number,
    last: number,
    from_x: number,
    from_y: number,
  ): readonly number[];
  /** The extremes of the loss up to a step and after it, by the names of `diagnosis.trend`. */
  trend(record: Float64Array, columns: number, first: number, last: number, middle: number): readonly number[];
  /** How fast a run goes, by the names of `diagnosis.pace`. */
  pace(...measured: readonly number[]): readonly number[];
  /** Which findings there are, by the names of `diagnosis.decision`. */
  decision(...measured: readonly number[]): readonly number[];
  /** Whether another final loss is worth a click, and whether nothing else need be tried. */
  gain(now: number, tried: number, low: number): readonly [lower: number, enough: number];
  readonly diagnosis: {
    /** How many of the last steps are looked at. */
    readonly window: number;
    readonly recent: readonly string[];
    readonly trend: readonly string[];
    readonly pace: Signature;
    readonly decision: Signature;
    /** What may leave all bounds. */
    readonly terms: readonly string[];
    /** Names of what is counted and not measured, so that a sentence says it in full. */
    readonly counted: readonly string[];
    readonly kinds: readonly FindingKind[];
  };
  readonly suggestion: {
    /** How often a learning rate is halved at most. */
    readonly halvings: number;
    /** Most steps that are suggested. */
    readonly steps: number;
    /** Largest learning rate that is suggested. */
    readonly rate: number;
    /** What a change is called; names in braces are filled in. */
    readonly advice: Readonly<Record<string, string>>;
  };
  readonly limits: {
    readonly lr: readonly [number, number];
    /** Most steps of a run in the lab. */
    readonly steps: number;
    /** Largest magnitude accepted for a coordinate of the start. */
    readonly coordinate: number;
    /** Most characters of a link, question mark included; a longer one is not served. */
    readonly link: number;
  };
  readonly presets: readonly Preset[];
  /** The experiment the lab opens on. */
  readonly opening: {
    readonly landscape: string;
    readonly optimizers: readonly string[];
    readonly lr: number;
    readonly start: readonly [number, number];
    readonly steps: number;
  };
}

/** Imports the generated module; its address carries a hash of its text, so a browser asks for each version once. */
export async function loadCatalogue(url: string): Promise<Catalogue> {
  const module: { readonly default: Catalogue } = await import(/* @vite-ignore */ url);
  return module.default;
}
