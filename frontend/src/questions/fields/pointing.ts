/** The switch between pointing at the map to answer, and using the map as ever. */

import { make } from "../../views/page";
import type { FieldsPlace } from "./fields";

/** @param given Is handed each point. */
export function pointing({ form, figure }: FieldsPlace, given: (x: number, y: number) => void): void {
  const button = make("button", "pointing", "Point on the map");
  button.type = "button";
  const isOn = () => button.getAttribute("aria-pressed") === "true";
  const press = (on: boolean) => button.setAttribute("aria-pressed", String(on));

  function take(): void {
    figure.takePoints(given, () => press(false));
    press(true);
  }
  button.addEventListener("click", () => (isOn() ? figure.leavePoints() : take()));
  form.querySelector("[type=submit]")?.before(button);
  take();
}
