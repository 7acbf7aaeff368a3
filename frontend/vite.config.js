import { defineConfig } from "vite";

const PAGES = ["bookmarks", "home", "lab", "lesson", "page", "progress"];

// What a lab shares with its later parts comes with the lab, and not in forty files of a kilobyte; what every page needs
// comes by itself.
const GROUPS = [
  { name: "sheet", test: /src\/(views\/(page|sheet)|state\/pace)\.ts/, priority: 1 },
  {
    name: "shared",
    test: /src\/(controls|engine(?!\/basins)|lab|own|state|views(?!\/(basins|rates|surface\/|sweep)))\b/,
  },
].map((group) => ({ minShareCount: 2, minSize: 0, ...group }));

// The Python package carries the result; its server finds the hashed names in `.vite/manifest.json`.
export default defineConfig({
  base: "./", // wherever the files lie
  publicDir: false,
  build: {
    outDir: "../src/thalweg/server/assets",
    emptyOutDir: true,
    assetsDir: "",
    manifest: true,
    license: true,
    modulePreload: { polyfill: false },
    target: ["chrome111", "edge111", "firefox114", "safari16.4"],
    rolldownOptions: {
      input: [...PAGES.map((page) => `src/${page}.ts`), "src/offline/worker.ts"],
      output: { codeSplitting: { groups: GROUPS } },
    },
  },
});
