/** One point of the landscape: pointed at on the map, or typed. */

import { readable } from "../../views/numbers";
import { make } from "../../views/page";
import { axisInput, coordinate, refuse, typed } from "./axis";
import type { Fields, FieldsPlace } from "./fields";
import { pointing } from "./pointing";

export function pointFields(place: FieldsPlace): Fields {
  const inputs = [axisInput(place.form, "x"), axisInput(place.form, "y")] as const;
  const [x, y] = inputs;

  function draw(): void {
    const [east, north] = [coordinate(x.value), coordinate(y.value)];
    place.figure.draw(east === undefined || north === undefined ? [] : [[east, north]]);
  }
  for (const input of inputs) input.addEventListener("input", draw);
  pointing(place, (east, north) => {
    x.value = typed(east);
    y.value = typed(north);
    draw();
    place.announce(`x ${x.value}, y ${y.value}.`);
  });

  return {
    read: () => [x.value, y.value],
    inWords: (end) => make("p", "", `(${[...end].map((value) => readable(Number(value), 4)).join(",\u00a0")})`),
    refuse(refused) {
      for (const input of inputs) refuse(input, refused && coordinate(input.value) === undefined);
    },
  };
}
