/** What every lab has: the landscape with the paths on it, as a map or as a surface, the start, and words for both. */

import { startHandle } from "../controls/start";
import { surfaceOverMap } from "../controls/views";
import { isSameRuns, type Lab } from "../state/lab";
import { figuresIn, isSeen, type Scene } from "../state/scene";
import { mapCaption } from "../views/captions";
import { sketchOnMap } from "../views/map/sketch";
import { markedStep, type Part, type Surroundings } from "./surroundings";

/** Until there is something to be seen, what has no size of its own yet is hidden: see the end of `lab.css`. */
export function curtain({ sheet }: Surroundings): Part {
  return {
    show(_, shown) {
      if (!shown) sheet.part(".lab", HTMLElement).classList.add("is-shown");
    },
  };
}

export function scenery(around: Surroundings): Part {
  const { sheet, store, map, surface, domain, shown: all, step, look, pointedIn } = around;
  const figures = { map, surface };
  const seen = () => figuresIn(store.now.scene).map((figure) => figures[figure]);
  const over = surfaceOverMap(sheet, {
    place: surface.place,
    now: () => store.now.scene.camera,
    look: (camera) => look({ camera }),
  });
  pointedIn(map);
  pointedIn(surface);

  function draw(): void {
    over.show(store.now.scene.view);
    surface.look(store.now.scene.camera);
    for (const figure of seen()) figure.showRuns(store.now.experiment, all(), step(), domain());
  }

  /** Draws no more than has changed. */
  function redraw(now: Lab, shown: Lab | undefined): void {
    if (!shown || !isSameRuns(now, shown) || !isSameSight(now.scene, shown.scene)) {
      draw();
      return;
    }
    if (now.scene.camera !== shown.scene.camera) surface.look(now.scene.camera);
    if (now.playhead === shown.playhead && isSameTold(now, shown)) return;
    for (const figure of seen()) figure.showStep(step());
  }

  return {
    show(now, shown) {
      redraw(now, shown);
      for (const figure of seen()) figure.showMark(markedStep(around));
    },
    fit({ experiment, scene }) {
      map.showRuns(experiment, all(), step(), domain());
      if (isSeen("surface", scene)) draw();
    },
  };
}

/** Whether the same lies over the view, which its names keep free. */
function isSameTold(one: Lab, other: Lab): boolean {
  const isSameLine = one.lines === other.lines && one.scene.chosen === other.scene.chosen;
  return one.explaining === other.explaining && isSameLine && one.diagnosed === other.diagnosed;
}

/** Whether the same of the landscape is seen, in the same way, though perhaps from elsewhere. */
function isSameSight(one: Scene, other: Scene | undefined): boolean {
  return one.view === other?.view && one.frame === other.frame;
}

export function startOnMap({ sheet, catalogue, map, experiment, change }: Surroundings): Part {
  const handle = startHandle({ sheet, catalogue, map, experiment, changed: (start) => change({ start }) });
  return {
    show(now, shown) {
      if (now.experiment !== shown?.experiment || !isSameSight(now.scene, shown.scene)) handle.show(now.experiment);
    },
    fit: (now) => handle.show(now.experiment),
  };
}

/** What somebody expects, over what there is. */
export function sketch({ sheet, store, map }: Surroundings): Part {
  const drawn = sketchOnMap(sheet);
  const draw = () => drawn.draw(store.now.sketch, map.projection);
  return {
    show(now, shown) {
      if (now.sketch !== shown?.sketch || now.scene !== shown.scene || !isSameRuns(now, shown)) draw();
    },
    fit: draw,
  };
}

export function wordsOfMap({ sheet, catalogue, surface, shown }: Surroundings): Part {
  const caption = mapCaption(sheet, catalogue);
  const tell = ({ experiment, scene }: Lab) => {
    caption.show(experiment, shown(), scene, isSeen("surface", scene) && surface.cutsOff());
  };
  // In another size, other things are out of sight.
  return { tell, fit: tell };
}
