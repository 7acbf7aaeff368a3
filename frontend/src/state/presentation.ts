/** How a link asks the lab to be shown to a room: in large type, and without what would distract. */

/** What can be hidden, by the name in the link. */
export const PARTS: Readonly<Record<string, string>> = {
  controls: ".experiment",
  playback: ".playback",
  chart: ".losses",
  results: ".results",
  protocol: ".protocol",
  bench: ".bench",
  reading: ".reading",
};

export interface Presentation {
  readonly isOn: boolean;
  /** Names of `PARTS`. */
  readonly hidden: readonly string[];
}

export function presentationIn(query: string): Presentation {
  const parameters = new URLSearchParams(query);
  const hidden = (parameters.get("hide") ?? "").split(",").filter((name) => Object.hasOwn(PARTS, name));
  return { isOn: parameters.get("present") === "1", hidden };
}

/** What a link carries so that it is shown in the same way. */
export function presentationInLink({ isOn, hidden }: Presentation): string {
  return `${isOn ? "&present=1" : ""}${hidden.length > 0 ? `&hide=${hidden.join(",")}` : ""}`;
}

/** How this page was asked to be shown; it stays so until it is left. */
export const presentation = presentationIn(location.search);
