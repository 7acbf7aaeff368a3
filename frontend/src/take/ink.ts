/** The colours of a picture: ink on pale paper, whether the page that it is taken on is light or dark. */

export const PAPER = "#fbfaf6";
export const PAPER_SUNK = "#f1efe8";
export const INK = "#1c272d";
export const INK_SOFT = "#55636b";
export const NEAT_LINE = "#33434b";
