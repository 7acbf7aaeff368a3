/** What a bookmark points to: a module, a block in it, or one state of a figure. */

export interface Target {
  readonly module: string;
  readonly block: string | undefined;
  readonly state: string | undefined;
}

/**
 * The name that a bookmark is kept under.
 *
 * @param link The state that a figure was brought into, if it was.
 */
export function targetOf(module: string, block: string, link: string | undefined): string {
  return link ? `${module}/${block}/${fingerprint(link)}` : `${module}/${block}`;
}

export function readTarget(target: string): Target {
  const [module = "", block, state] = target.split("/");
  return { module, block, state };
}

/** Eight hexadecimal digits that tell one link from another: FNV-1a over its code units. */
function fingerprint(link: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < link.length; index += 1) {
    hash = Math.imul(hash ^ link.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
