/** A lesson: its look, its figures, its questions, and what is kept of its learner. */

import "./page";
import "./styles/lesson.css";
