/** The part of a page that one lab has to itself: where its elements are, where its keys are heard, and until when. */

export interface Sheet {
  readonly root: HTMLElement;
  /** Whether the page is about this lab. */
  readonly isPage: boolean;
  /** Where keys are heard: on the whole page where the lab is what the page is about, else under the focus only. */
  readonly keyboard: Document | HTMLElement;
  /** Aborted when the lab is taken away; whatever listens, waits or holds the graphics card until then ends with it. */
  readonly gone: AbortSignal;
  /** The one element that a selector names, in the ids and classes of the template. */
  part<Kind extends Element>(selector: string, kind: new () => Kind): Kind;
  /** The same, for what this lab may have been made without. */
  find<Kind extends Element>(selector: string, kind: new () => Kind): Kind | undefined;
  /** Whether the lab has what the template marks with `data-part` and this name. */
  has(name: string): boolean;
  /** What the template calls by this id, or by this name of a group of radio buttons, is called here. */
  id(name: string): string;
}

export interface SheetOptions {
  readonly gone: AbortSignal;
  /** Whether the page is about this lab. */
  readonly isPage: boolean;
  /** Stands before every id, so that several labs can live on one page. */
  readonly prefix: string;
}

export function sheetIn(root: HTMLElement, { gone, isPage, prefix }: SheetOptions): Sheet {
  function find<Kind extends Element>(selector: string, kind: new () => Kind): Kind | undefined {
    const found = root.querySelector(selector.replaceAll("#", `#${prefix}`));
    return found instanceof kind ? found : undefined;
  }

  return {
    root,
    isPage,
    keyboard: isPage ? document : root,
    gone,
    find,
    part(selector, kind) {
      const found = find(selector, kind);
      if (found) return found;
      throw new Error(`The lab has no ${kind.name} at "${selector}".`);
    },
    has: (name) => root.querySelector(`[data-part="${name}"]`) !== null,
    id: (name) => prefix + name,
  };
}
