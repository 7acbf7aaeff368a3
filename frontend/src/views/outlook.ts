/** Where the points of a landscape are seen, in whichever view: flat on the map, or lying on the surface. */

import type { Domain } from "../state/frame";
import type { Box } from "./labels";

export interface Spot {
  left: number;
  top: number;
}

export interface Outlook {
  /** In pixels of the sheet, and how many pixels of the screen make one of them. */
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  /** What is seen of the landscape. */
  readonly domain: Domain;
  /** Where the names of the runs stand. */
  readonly names: readonly Readonly<Box>[];
  /** How many straight pieces there are to what is straight in the landscape. */
  readonly pieces: number;
  /** Moves a spot to where a point is seen; says whether the view reaches so far. */
  place(spot: Spot, x: number, y: number): boolean;
}

/** The room that what is drawn over a view takes there. */
export type RoomIn = (outlook: Outlook) => readonly Readonly<Box>[];

/** A view that something is drawn over. */
export interface Overdrawn {
  readonly outlook: Outlook | undefined;
  /** Has the names of the view keep that room free besides what the view itself shows. */
  keepFree(room: RoomIn): void;
}
