/** The lab's markup, as often as a page has a lab: cloned, with ids of its own, and with the parts that were asked for. */

import { make } from "../views/page";

const TEMPLATE = "lab-template";

/** Attributes that name an element by its id. */
const REFERENCES = ["for", "aria-labelledby", "aria-describedby", "aria-controls"] as const;

/** Which parts a lab has, by the names that the template marks them with. */
export type PartNames = ReadonlySet<string> | "all";

/** Fills an element with a lab of its own. */
export function fillFromTemplate(root: HTMLElement, prefix: string, parts: PartNames): void {
  const template = document.getElementById(TEMPLATE);
  if (!(template instanceof HTMLTemplateElement)) throw new Error(`The page has no template "${TEMPLATE}".`);
  const content = document.importNode(template.content, true);
  strip(content, parts);
  retitle(content, parts === "all" ? "h3" : "p");
  rename(content, prefix);
  root.replaceChildren(content);
}

/** Takes out every part that was not asked for and holds none that was; one stands in for another that is not there. */
function strip(content: DocumentFragment, parts: PartNames): void {
  const isAsked = (name = "") => parts === "all" || parts.has(name);
  const isWanted = ({ dataset: { part, instead } }: HTMLElement) => (instead ? !isAsked(instead) : isAsked(part));
  for (const each of content.querySelectorAll<HTMLElement>("[data-part]")) {
    const inner = [...each.querySelectorAll<HTMLElement>("[data-part]")];
    if (!isWanted(each) && !inner.some(isWanted)) each.remove();
  }
}

/** A lab in the text is a part of a section, and a figure is none at all: its titles are no headings of the page. */
function retitle(content: DocumentFragment, name: "h3" | "p"): void {
  for (const heading of content.querySelectorAll<HTMLElement>("h2")) {
    const title = make(name, heading.className);
    title.append(...heading.childNodes);
    title.id = heading.id;
    if (heading.hasAttribute("tabindex")) title.tabIndex = heading.tabIndex;
    heading.replaceWith(title);
  }
}

/** Puts a prefix before every id and everything that refers to one. */
function rename(content: DocumentFragment, prefix: string): void {
  for (const each of content.querySelectorAll("[id]")) each.id = prefix + each.id;
  for (const radio of content.querySelectorAll<HTMLInputElement>("input[type=radio]")) radio.name = prefix + radio.name;
  for (const reference of REFERENCES) {
    for (const each of content.querySelectorAll(`[${reference}]`)) {
      const names = each.getAttribute(reference)?.split(" ") ?? [];
      each.setAttribute(reference, names.map((name) => prefix + name).join(" "));
    }
  }
  for (const link of content.querySelectorAll<HTMLAnchorElement>('a[href^="#"]:not([download])'))
    link.setAttribute("href", `#${prefix}${link.hash.slice(1)}`);
}
