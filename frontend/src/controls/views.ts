/** Map, surface, or both. */

import { isSeen, VIEWS, type View } from "../state/scene";
import type { Sheet } from "../views/sheet";
import { orbiting, type SurfaceCamera } from "./orbit";

/** @param chosen Is told the view somebody chose. */
export function viewChoice(sheet: Sheet, chosen: (view: View) => void): { show(view: View): void } {
  const choices = VIEWS.map((view) => [view, sheet.part(`#view-${view}`, HTMLInputElement)] as const);
  for (const [view, choice] of choices) choice.addEventListener("change", () => chosen(view));
  return {
    show(now) {
      for (const [view, choice] of choices) choice.checked = view === now;
    },
  };
}

/** Lays the surface over the map, beside it, or takes it away, with the tools of whichever is seen. */
export function surfaceOverMap(sheet: Sheet, camera: SurfaceCamera): { show(view: View): void } {
  const { place } = camera;
  const lab = sheet.part(".lab", HTMLElement);
  const covered = [".plot", ".axis-x", ".axis-y"].map((selector) => sheet.part(selector, HTMLElement));
  const mapTools = ["#zoom-in", "#zoom-out"].map((selector) => sheet.find(selector, HTMLButtonElement));
  const surfaceTools = sheet.part(".surface-tools", HTMLElement);
  orbiting(sheet, camera);

  return {
    show(view) {
      const isMap = isSeen("map", { view });
      const isSurface = isSeen("surface", { view });
      lab.classList.toggle("is-both", isMap && isSurface);
      // The map keeps its size, and with it everything that is measured on it.
      for (const each of covered) each.classList.toggle("is-covered", !isMap);
      place.hidden = !isSurface;
      surfaceTools.hidden = !isSurface;
      for (const tool of mapTools) if (tool) tool.hidden = !isMap;
    },
  };
}
