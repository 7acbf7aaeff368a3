/** A page that is there to be read: its look, and nothing else. */

import "./styles/tokens.css";
import "./styles/page.css";
import "./styles/reading.css";
import "./styles/print.css";

import { keepOffline } from "./offline/offline";

keepOffline();
