/** Where the site's pages are. */

/** The address of the lab with a query; a site that is exported to files may lie below the root of its host. */
export function labAt(query: string): string {
  return `${document.body.dataset.base ?? ""}/lab${query}`;
}
