/** Where the site's pages are. */

import { grouped } from "./numbers";

/** The address of the lab with a query; a site that is exported to files may lie below the root of its host. */
export function labAt(query: string): string {
  return `${document.body.dataset.base ?? ""}/lab${query}`;
}

/** Why nobody could open a link, up to where the sentence says what is done about it; nothing, where it can be opened. */
export function tooLong(query: string, longest: number): string {
  if (query.length <= longest) return "";
  return `A link to this would have ${grouped(query.length)} characters, and at most ${grouped(longest)} are opened`;
}
