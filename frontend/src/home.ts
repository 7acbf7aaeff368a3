/** The first page: its look, and the figure that is alive on it. */

import "./page";
import "./styles/lab.css";
import "./styles/views.css";
import "./styles/lesson.css";
import "./styles/figure.css";
import "./styles/home.css";

import { openFigures } from "./lesson/figures";
import { say } from "./views/page";
import { sheetIn } from "./views/sheet";

const page = sheetIn(document.body, { isPage: true, prefix: "", gone: new AbortController().signal });
const voice = page.part("[role=status]", HTMLElement);

openFigures((sentence) => say(voice, sentence));
