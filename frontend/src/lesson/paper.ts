/**
 * On paper, the still picture stands for a figure that nobody has come by yet; the others are printed as they stand.
 *
 * The pictures lie there unseen: browsers fetch them when they print, and not before. A figure that wakes takes its place.
 */
export function layForPrint(stages: Iterable<HTMLElement>): void {
  for (const stage of stages) {
    // What is there for pages without scripts is text to a page with scripts.
    const text = stage.querySelector("noscript")?.textContent ?? "";
    const still = new DOMParser().parseFromString(text, "text/html").querySelector("img");
    if (!still) continue;
    still.className = "still";
    stage.append(document.importNode(still));
  }
}
