/** Hands over a text as a file when a link is followed: it is made then, and not on every change before. */

export function handOver(link: HTMLAnchorElement, csv: string, name: string): void {
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  link.download = name;
}
