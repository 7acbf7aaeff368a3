/** Numbers that were refused: what somebody typed is there again after the page was loaded anew, with what is allowed. */

import type { Sheet } from "../views/sheet";

/** What stands refused in the fields of a page, by their selectors, and the link it stood beside. */
interface Kept {
  readonly link: string;
  readonly typed: Readonly<Record<string, string>>;
}

const KEPT = "thalweg.refused";

/**
 * Keeps what a field refuses for when the page is loaded anew, and returns what was kept of it the last time.
 *
 * Only while the link is the same: beside another experiment it would be somebody else's mistake.
 *
 * @param refused What stands in the field and is refused; nothing, where it is in force.
 */
export function keepRefused(sheet: Sheet, selector: string, refused: () => string | undefined): string | undefined {
  if (!sheet.isPage) return undefined;
  addEventListener(
    "pagehide",
    () => {
      const typed = refused();
      const others = Object.entries(kept()).filter(([field]) => field !== selector);
      keep(Object.fromEntries(typed === undefined ? others : [...others, [selector, typed]]));
    },
    { signal: sheet.gone },
  );
  return kept()[selector];
}

function kept(): Kept["typed"] {
  try {
    const { link, typed } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}") as Partial<Kept>;
    return link === location.href && typed ? typed : {};
  } catch {
    return {};
  }
}

function keep(typed: Kept["typed"]): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ link: location.href, typed } satisfies Kept));
  } catch {
    // A browser that keeps nothing for anybody: the link still has what is in force.
  }
}
