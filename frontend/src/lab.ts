/** The page of the lab. */

import "./page";
import "./styles/lab.css";
import "./styles/bench.css";
import "./styles/views.css";
import "./styles/why.css";

import { address } from "./controls/address";
import { loadCatalogue } from "./engine/catalogue";
import { mountLab } from "./lab/mount";
import { presentation } from "./state/presentation";
import { noticeOn } from "./views/notice";
import { say } from "./views/page";
import { presenting, unknownParts } from "./views/presenting";
import { NO_CATALOGUE } from "./views/sentences";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const voice = page.part("[role=status]", HTMLElement);
const announce = (sentence: string) => say(voice, sentence);

const notice = noticeOn(page, announce);

try {
  const catalogue = await loadCatalogue(page.root.dataset.catalogue ?? "");
  const lab = await mountLab(page.root, catalogue, {
    query: location.search,
    parts: "all",
    isPage: true,
    announce,
    locked: presentation.locked,
    misread: unknownParts(page),
  });
  const longest = catalogue.limits.link;
  const bar = address({ longest, restore: lab.open, notice });
  lab.onChange(() => bar.show(lab.link()));
  presenting(page, { link: lab.link, longest, notice });
} catch (error) {
  notice(NO_CATALOGUE);
  throw error;
}
