/** A path drawn point by point: each is pointed at on the map, or typed and added. */

import { readablePoint } from "../../views/numbers";
import { make } from "../../views/page";
import type { Points } from "../lesson-page";
import { FULL_PATH, NO_POINT } from "../words";
import { axisInput, coordinate, refuse, typed } from "./axis";
import type { Fields, FieldsPlace } from "./fields";
import { pointing } from "./pointing";

/** As many points as a path may have, the start included. */
const MOST = 12;

export function pathFields(place: FieldsPlace): Fields {
  const { form, announce } = place;
  const inputs = [axisInput(form, "x"), axisInput(form, "y")] as const;
  const [x, y] = inputs;
  const list = form.querySelector(".points");
  let points: Points = [];

  function show(next: Points, said: string): void {
    points = next;
    list?.replaceChildren(...points.map(([east, north]) => make("li", "", readablePoint(east, north))));
    place.figure.draw(points);
    announce(said);
  }

  function add(east: number, north: number): void {
    if (points.length >= MOST) announce(FULL_PATH);
    else show([...points, [east, north]], `Point ${points.length + 1}: ${readablePoint(east, north)}.`);
  }

  function addTyped(): void {
    const [east, north] = [coordinate(x.value), coordinate(y.value)];
    refuse(x, east === undefined);
    refuse(y, north === undefined);
    if (east === undefined || north === undefined) {
      announce(NO_POINT);
      return;
    }
    add(east, north);
    for (const input of inputs) input.value = "";
    x.focus();
  }

  form.querySelector("[data-point=add]")?.addEventListener("click", addTyped);
  form.querySelector("[data-point=remove]")?.addEventListener("click", () => {
    show(points.slice(0, -1), points.length > 0 ? `Point ${points.length} is gone.` : "There is no point to remove.");
  });
  pointing(place, (east, north) => add(Number(typed(east)), Number(typed(north))));

  return { read: () => points, inWords: () => undefined, refuse: () => undefined };
}
