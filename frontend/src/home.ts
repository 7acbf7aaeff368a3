/** The first page: its look, and the figure that is alive on it. */

import "./page";
import "./styles/lab.css";
import "./styles/views.css";
import "./styles/lesson.css";
import "./styles/home.css";

import { loadCatalogue } from "./engine/catalogue";
import { mountLab } from "./lab/mount";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const { link = "", parts = "" } = page.part(".hero", HTMLElement).dataset;
const voice = page.part("[role=status]", HTMLElement);

await mountLab(page.part(".figure-stage", HTMLElement), await loadCatalogue(page.root.dataset.catalogue ?? ""), {
  query: link,
  parts: new Set(parts.split(" ")),
  isPage: false,
  announce: (sentence) => say(voice, sentence),
});
