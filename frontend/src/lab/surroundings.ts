/** What a part of a lab finds around it, and what it is for the lab. */

import type { Told } from "../engine/explanation";
import type { Run } from "../engine/runs";
import type { Sweeps } from "../engine/sweep";
import type { OpenCatalogue } from "../own/adopt";
import type { Experiment } from "../state/experiment";
import type { Domain } from "../state/frame";
import type { RememberingStore } from "../state/history";
import type { Lab } from "../state/lab";
import { chosenAmong, type Mark, markOf, type Scene } from "../state/scene";
import type { LandscapeMap } from "../views/map/map";
import type { Pointable } from "../views/overlay";
import type { Sheet } from "../views/sheet";
import type { StepsTable } from "../views/steps-table";
import type { SurfaceView } from "../views/surface-view";

export interface Surroundings {
  readonly sheet: Sheet;
  readonly catalogue: OpenCatalogue;
  readonly store: RememberingStore;
  readonly map: LandscapeMap;
  readonly surface: SurfaceView;
  readonly sweeps: Sweeps;
  experiment(): Experiment;
  scene(): Scene;
  /** The query of the link to what is shown. */
  link(): string;
  /** The runs of the experiment; none while they are veiled. */
  runs(): readonly Run[];
  /** The same, and those of the pinned experiment. */
  shown(): readonly Run[];
  /** The last step of the longest run. */
  last(): number;
  /** The step the markers stand at. */
  step(): number;
  /** The step that the playhead stands at, of the chosen run: one telling for all that show it. */
  told(): Told | undefined;
  /** What is seen of the landscape. */
  domain(): Domain;
  /** Changes some of the experiment, or all of it. */
  change(changes: Partial<Experiment>): void;
  /** Changes how it is looked at. */
  look(changes: Partial<Scene>): void;
  /** Looks for rates that are still being looked for until they are found. */
  settle(): void;
  /** Goes back to where the lab opened. */
  reset(): void;
  /** Lets steps be pointed at in a view. */
  pointedIn(view: Pointable): void;
  /** Lets steps be pointed at among the rows of a table. */
  pointedAmong(rows: StepsTable): void;
  announce(sentence: string): void;
  /** Says a sentence in front of what is said next. */
  preface(sentence: string): void;
}

/** What stands in a lab and follows its state; it does what concerns it, and nothing else. */
export interface Part {
  /** Shows what has changed since it was last shown; everything, where nothing was. */
  show?(now: Lab, shown: Lab | undefined): void;
  /** Says what it says in words; they come less often than pictures, as nobody could read them. */
  tell?(now: Lab): void;
  /** Shows the same on a map of another size. */
  fit?(now: Lab): void;
}

/** The run that is explained, and whose limits are marked. */
export function chosenRun({ store, runs }: Surroundings): Run | undefined {
  const all = runs();
  const chosen = chosenAmong(
    all.map(({ optimizer }) => optimizer),
    store.now.scene,
  );
  return all.find(({ optimizer }) => optimizer === chosen);
}

/** What is marked in all views; nothing while the steps run by. */
export function markedStep({ store, shown, step }: Surroundings): Mark | undefined {
  const { playing, pointed } = store.now;
  return playing ? undefined : markOf(pointed, shown(), step());
}
