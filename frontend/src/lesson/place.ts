/** Marks in the contents of a lesson the section that is being read. */

/** A third of the way down the window, where the eye is. */
const READING_LINE = "-33% 0% -66%";

export function markPlace(contents: HTMLElement, sections: Iterable<HTMLElement>): void {
  const links = new Map(
    [...contents.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')].map((link) => [link.hash, link]),
  );
  const sight = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const link = links.get(`#${target.id}`);
        if (isIntersecting) link?.setAttribute("aria-current", "location");
        else link?.removeAttribute("aria-current");
      }
    },
    { rootMargin: READING_LINE },
  );
  for (const section of sections) sight.observe(section);
}
