/** Why it moved there: a step told line by line, and drawn at the point where it set out. */

import { stepControl } from "../controls/step";
import { canBeSeen, fittedToStep } from "../state/frame";
import { isSameRuns, type Lab } from "../state/lab";
import { paced } from "../state/pace";
import { figuresIn, isSeen } from "../state/scene";
import type { Outlook } from "../views/outlook";
import { make } from "../views/page";
import { drawings } from "../views/quantities";
import { stepLegend } from "../views/step/legend";
import { stepPanel } from "../views/step/panel";
import { type Axis, type Scene, type Vectors, vectorsOn } from "../views/vectors/vectors";
import { chosenRun, type Part, type Surroundings } from "./surroundings";

/** Formulas that change faster than this are not read. */
const FORMULAS_APART_MS = 120;

/** The rule with the numbers of one step in it. */
export function explaining(around: Surroundings): Part {
  const { sheet, store, map, surface, runs, told, experiment, look } = around;
  const panel = stepPanel(sheet);
  const legend = stepLegend(sheet);
  const drawn = drawings();
  const control = stepControl(sheet, store, runs, told, (domain) => {
    look({ frame: { landscape: experiment().landscape, domain } });
  });
  const formulas = paced(
    FORMULAS_APART_MS,
    () => {
      const { explaining, lines, scene } = store.now;
      if (!explaining) return;
      const step = told();
      panel.show(step, lines);
      const figure = isSeen("map", scene) ? "map" : "surface";
      legend.show(step && drawn(step, lines), figure, { map, surface }[figure].outlook);
    },
    sheet.gone,
  );

  return {
    show(now, shown) {
      // A choice that a lock refused comes back with a scene that is the same in all else.
      if (!isSameRuns(now, shown) || now.scene !== shown?.scene) panel.offer(runs(), chosenRun(around));
      if (shown && !now.explaining && !shown.explaining) return;
      if (now.explaining && !shown?.explaining) panel.open();
      control.show(now, now.explaining ? told() : undefined, domainOf(now));
      formulas.request();
    },
    fit: formulas.request,
  };

  /** What is to be seen of the landscape where the step that is told fills the view; nothing, if that cannot be drawn. */
  function domainOf({ explaining, experiment: { landscape } }: Lab): ReturnType<typeof fittedToStep> | undefined {
    const step = explaining ? told() : undefined;
    const domain = step && fittedToStep(step.here, step.there, landscape);
    return domain && canBeSeen(domain, landscape) ? domain : undefined;
  }
}

/** How a run goes to and fro, in its own colour. */
const TO_AND_FRO = { dash: [6, 3, 1, 3], width: 2 };

const NO_AXES: readonly Axis[] = [];

/** What the step is made of, and where runs oscillate, on the map and on the surface. */
export function vectors(around: Surroundings): Part {
  const { sheet, store, map, surface } = around;
  const seen = vectorsSeen(around);
  const views = {
    map: { over: map, vectors: vectorsOn(canvasAfter(sheet.part(".trajectories", HTMLCanvasElement))) },
    surface: { over: surface, vectors: vectorsOn(canvasUnder(surface.place)) },
  };
  function roomIn(vectors: Vectors): (outlook: Outlook) => ReturnType<Vectors["roomOf"]> {
    return (outlook) => vectors.roomOf(seen(), outlook);
  }
  function draw(): void {
    for (const figure of figuresIn(store.now.scene)) {
      const { over, vectors } = views[figure];
      if (over.outlook) vectors.draw(seen(), over.outlook);
    }
  }
  for (const { over, vectors } of Object.values(views)) over.keepFree(roomIn(vectors));

  return { show: draw, fit: draw };
}

/** The same scene from frame to frame, with what is to be seen now. */
export function vectorsSeen({ store, told }: Surroundings): () => Scene {
  const drawn = drawings();
  const scene: { drawn: Scene["drawn"]; axes: readonly Axis[] } = { drawn: undefined, axes: NO_AXES };
  let diagnosed: Lab["diagnosed"];
  let axes = NO_AXES;

  return () => {
    const { experiment, explaining, lines } = store.now;
    if (diagnosed !== store.now.diagnosed) {
      diagnosed = store.now.diagnosed;
      axes = axesIn(diagnosed);
    }
    const step = explaining ? told() : undefined;
    scene.drawn = step && drawn(step, lines);
    scene.axes = diagnosed?.experiment === experiment ? axes : NO_AXES;
    return scene;
  };
}

function axesIn(diagnosed: Lab["diagnosed"]): readonly Axis[] {
  const findings = diagnosed?.findings ?? [];
  return findings.flatMap(({ axis, run: { optimizer } }) =>
    axis ? [{ ...axis, style: { ...TO_AND_FRO, colour: optimizer.colour.on_dark } }] : [],
  );
}

function canvasAfter(paths: HTMLCanvasElement): HTMLCanvasElement {
  const canvas = make("canvas", "vectors");
  paths.after(canvas);
  return canvas;
}

/** What draws the surface comes later, and lays itself below. */
function canvasUnder(place: HTMLElement): HTMLCanvasElement {
  const canvas = make("canvas", "lying-vectors");
  place.prepend(canvas);
  return canvas;
}
