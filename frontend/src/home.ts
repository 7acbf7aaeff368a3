/** The first page: its look, and the figure that is alive on it. */

import "./page";
import "./styles/home.css";
