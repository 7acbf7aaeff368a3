/** Marks on a map: a star where there is a minimizer, a cross where there is a saddle, discs and other small figures. */

import type { Box } from "../labels";

/** The dark that parts a bright line from any ground, and how much of the ground it lets through. */
export const SHADOW = "rgb(6 12 20)";
export const SHADOW_STRENGTH = 0.72;

/** The same as one colour, for what is drawn by itself. */
export const CASING = `rgb(6 12 20 / ${SHADOW_STRENGTH})`;

export const PALE = "#fff";

type Corners = readonly (readonly [left: number, top: number])[];

const STAR_RADIUS = 8;
const SADDLE_RADIUS = 5;

const STAR: Corners = Array.from({ length: 10 }, (_, corner) => {
  const radius = corner % 2 === 0 ? STAR_RADIUS : STAR_RADIUS * 0.42;
  const angle = (corner / 10) * 2 * Math.PI - Math.PI / 2;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});

export function drawStar(pen: CanvasRenderingContext2D, left: number, top: number, size = 1): void {
  polygon(pen, STAR, left, top, size);
  pen.lineJoin = "round";
  pen.strokeStyle = CASING;
  pen.lineWidth = 3 * size;
  pen.stroke();
  pen.fillStyle = PALE;
  pen.fill();
}

export function drawSaddle(pen: CanvasRenderingContext2D, left: number, top: number, size = 1): void {
  const radius = SADDLE_RADIUS * size;
  pen.beginPath();
  pen.moveTo(left - radius, top - radius);
  pen.lineTo(left + radius, top + radius);
  pen.moveTo(left + radius, top - radius);
  pen.lineTo(left - radius, top + radius);
  pen.lineCap = "round";
  pen.strokeStyle = CASING;
  pen.lineWidth = 5 * size;
  pen.stroke();
  pen.strokeStyle = PALE;
  pen.lineWidth = 2 * size;
  pen.stroke();
}

export function disc(pen: CanvasRenderingContext2D, left: number, top: number, radius: number): void {
  pen.beginPath();
  pen.arc(left, top, radius, 0, 2 * Math.PI);
}

export function polygon(pen: CanvasRenderingContext2D, corners: Corners, left = 0, top = 0, size = 1): void {
  pen.beginPath();
  for (const corner of corners) pen.lineTo(left + size * corner[0], top + size * corner[1]);
  pen.closePath();
}

/** The room that a mark takes up. */
export function around(left: number, top: number, radius: number): Box {
  return { left: left - radius, top: top - radius, width: 2 * radius, height: 2 * radius };
}
