/** Pictures of what is seen. */

import type { Figure } from "./figure";

/** Pixels of a PNG for one of the figure. */
const PNG_RATIO = 2;

export async function pngOf(figure: Figure): Promise<Blob> {
  return blobOf(await drawn(figure, PNG_RATIO));
}

/** The figure as pixels, so many for each of its own. */
export async function drawn({ svg, width, height }: Figure, ratio: number): Promise<HTMLCanvasElement> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.getContext("2d")?.drawImage(image, 0, 0, width * ratio, height * ratio);
    return canvas;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))), "image/png");
  });
}
