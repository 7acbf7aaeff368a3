import { defineConfig } from "vite";

const PAGES = ["bookmarks", "home", "lab", "lesson", "page", "progress"];

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
    rolldownOptions: { input: [...PAGES.map((page) => `src/${page}.ts`), "src/offline/worker.ts"] },
  },
});
