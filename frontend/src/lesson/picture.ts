/** What stays of a figure that sleeps: its drawings as pictures, which take a hundredth of the memory. */

/** Leaves a picture in the place of everything that was drawn in a stage. */
export function leavePictures(stage: HTMLElement): void {
  for (const place of stage.querySelectorAll<HTMLElement>(".plot, .surface:not([hidden]), .losses-chart"))
    void leavePicture(place);
}

async function leavePicture(place: HTMLElement): Promise<void> {
  const canvases = [...place.querySelectorAll("canvas")];
  const drawings = canvases.filter(({ width, height, hidden }) => width * height > 0 && !hidden);
  const [first] = drawings;
  if (!first) return;
  const sheet = document.createElement("canvas");
  sheet.width = first.width;
  sheet.height = first.height;
  const pen = sheet.getContext("2d");
  for (const drawing of drawings) {
    pen?.save();
    if (pen) pen.globalAlpha = Number(getComputedStyle(drawing).opacity);
    pen?.drawImage(drawing, 0, 0, sheet.width, sheet.height);
    pen?.restore();
  }
  const picture = await pictureOf(sheet);
  // It may have been woken meanwhile, and be drawn anew.
  if (picture && first.isConnected) {
    first.before(picture);
    for (const canvas of canvases) canvas.remove();
  }
  // The browser gives the memory back when it likes; a sheet without pixels needs none at once.
  for (const canvas of canvases) if (!canvas.isConnected) canvas.width = 0;
}

async function pictureOf(sheet: HTMLCanvasElement): Promise<HTMLImageElement | undefined> {
  const blob = await new Promise<Blob | null>((resolve) => sheet.toBlob(resolve, "image/webp", 0.9));
  if (!blob) return undefined;
  const picture = new Image();
  picture.className = "picture";
  picture.alt = "";
  picture.src = URL.createObjectURL(blob);
  try {
    await picture.decode();
  } finally {
    URL.revokeObjectURL(picture.src);
  }
  return picture;
}
