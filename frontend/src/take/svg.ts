/** What a figure is written with: text, lines of it, and pictures. */

export function text(left: number, top: number, words: string, look: string): string {
  return `<text x="${left}" y="${top}" ${look}>${escaped(words)}</text>`;
}

/** A picture in a square or an oblong, whatever size it has of its own. */
export function picture(canvas: HTMLCanvasElement, width: number, height: number, look = ""): string {
  return `<image width="${width}" height="${height}" preserveAspectRatio="none" ${look} href="${canvas.toDataURL("image/png")}"/>`;
}

export function shortened(words: string, letters: number): string {
  return words.length > letters ? `${words.slice(0, letters - 1)}…` : words;
}

export function wrapped(words: string, letters: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    if (line && line.length + word.length >= letters) {
      lines.push(line);
      line = "";
    }
    line += line ? ` ${word}` : word;
  }
  return line ? [...lines, line] : lines;
}

export function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
