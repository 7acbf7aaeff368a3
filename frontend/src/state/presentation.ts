/** How a link asks the lab to be shown to a room: in large type, without what would distract, and with what must not be moved. */

export interface Presentation {
  readonly isOn: boolean;
  /** Names of parts, as the template marks them. */
  readonly hidden: readonly string[];
  /** Names of parts that can be seen and not be used. */
  readonly locked: readonly string[];
}

const PART = /^[a-z]+$/;

export function presentationIn(query: string): Presentation {
  const parameters = new URLSearchParams(query);
  const named = (name: string) => (parameters.get(name) ?? "").split(",").filter((part) => PART.test(part));
  return { isOn: parameters.get("present") === "1", hidden: named("hide"), locked: named("lock") };
}

/** What a link carries so that it is shown in the same way. */
export function presentationInLink({ isOn, hidden, locked }: Presentation): string {
  const lists = [
    ["hide", hidden],
    ["lock", locked],
  ] as const;
  const said = lists.map(([name, parts]) => (parts.length > 0 ? `&${name}=${parts.join(",")}` : ""));
  return [isOn ? "&present=1" : "", ...said].join("");
}

/** How this page was asked to be shown; it stays so until it is left. */
export const presentation = presentationIn(location.search);
