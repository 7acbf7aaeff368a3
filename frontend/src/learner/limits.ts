/** How much a state may hold: far more than anybody does. `thalweg.progress.limits` has the same, and says what each is. */

export const LIMITS = {
  fileBytes: 8_000_000,
  modules: 200,
  parts: 1_000,
  blocks: 20_000,
  bookmarks: 5_000,
  devices: 64,
  title: 200,
  note: 2_000,
  link: 4_000,
  answer: 1_000,
  fullScore: 1_000_000,
  largest: 1_000_000_000,
  endOfTime: 2 ** 43,
} as const;
