/** The page of the lab. */

import "./page";
import "./styles/lab.css";
import "./styles/bench.css";
import "./styles/views.css";
import "./styles/why.css";

import { address } from "./controls/address";
import { loadCatalogue } from "./engine/catalogue";
import { mountLab } from "./lab/mount";
import { noticeOn } from "./views/notice";
import { say } from "./views/page";
import { presenting, unknownParts } from "./views/presenting";
import { NO_CATALOGUE } from "./views/sentences";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const voice = page.part("[role=status]", HTMLElement);
const announce = (sentence: string) => say(voice, sentence);

try {
  const lab = await mountLab(page.root, await loadCatalogue(page.root.dataset.catalogue ?? ""), {
    query: location.search,
    parts: "all",
    isPage: true,
    announce,
    misread: unknownParts(page),
  });
  const bar = address(lab.open);
  lab.onChange(() => bar.show(lab.link()));
  presenting(page, lab.link);
} catch (error) {
  noticeOn(page, announce)(NO_CATALOGUE);
  throw error;
}
