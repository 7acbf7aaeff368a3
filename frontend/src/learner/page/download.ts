/** Hands a file over. */

export function download(file: Blob, name = `thalweg-progress-${today()}.json`): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has taken hold of it by the next turn of the loop, and not before.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** The date here, as files are best sorted by. */
function today(): string {
  const now = new Date();
  const digits = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${digits(now.getMonth() + 1)}-${digits(now.getDate())}`;
}
