/** How a link asks the lab to be shown to a room: in large type, and without what would distract. */

export interface Presentation {
  readonly isOn: boolean;
  /** Names of parts, as the template marks them. */
  readonly hidden: readonly string[];
}

const PART = /^[a-z]+$/;

export function presentationIn(query: string): Presentation {
  const parameters = new URLSearchParams(query);
  const hidden = (parameters.get("hide") ?? "").split(",").filter((name) => PART.test(name));
  return { isOn: parameters.get("present") === "1", hidden };
}

/** What a link carries so that it is shown in the same way. */
export function presentationInLink({ isOn, hidden }: Presentation): string {
  return `${isOn ? "&present=1" : ""}${hidden.length > 0 ? `&hide=${hidden.join(",")}` : ""}`;
}

/** How this page was asked to be shown; it stays so until it is left. */
export const presentation = presentationIn(location.search);
