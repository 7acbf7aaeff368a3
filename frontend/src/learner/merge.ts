/** The least state that holds two: commutative, associative, idempotent, and nothing that was achieved is lost by it. */

import { byCodePoint } from "./order";
import {
  type Attempt,
  type Counts,
  type Mark,
  type Module,
  type Position,
  type Quiz,
  type State,
  type Table,
  VERSION,
} from "./state";

export function merge(a: State, b: State): State {
  return {
    version: VERSION,
    modules: each(a.modules, b.modules, joinedModule),
    bookmarks: each(a.bookmarks, b.bookmarks, later),
    spent: each(a.spent, b.spent, largest),
  };
}

/** Of two epochs the higher wins whole: what was done before a restart stays undone, whoever brings it back. */
export function joinedModule(a: Module, b: Module): Module {
  if (a.epoch !== b.epoch) return a.epoch > b.epoch ? a : b;
  return {
    epoch: a.epoch,
    seen: each(a.seen, b.seen, Math.min),
    quizzes: each(a.quizzes, b.quizzes, joinedQuiz),
    position: a.position && b.position ? lastPlace(a.position, b.position) : (a.position ?? b.position),
  };
}

export function joinedQuiz(a: Quiz, b: Quiz): Quiz {
  return {
    first: earliest(a.first, b.first),
    best: finest(a.best, b.best),
    last: latest(a.last, b.last),
    tries: largest(a.tries, b.tries),
  };
}

function largest(a: Counts, b: Counts): Counts {
  return each(a, b, Math.max);
}

// A stamp is made once, so that two different things never share one. The rest of each key is for states that somebody edited:
// merging them in any order has to give one state too.

const inTime = ({ at, score, variant, answer }: Attempt): Key => [at, score, variant, answer];
const byMerit = ({ at, score, variant, answer }: Attempt): Key => [-score, at, variant, answer];
const ofPlace = ({ at, block, section, nth, part }: Position): Key => [at, block, section, nth, part];
const ofMark = ({ at, kept }: Mark): Key => (kept ? [at, 1, kept.title, kept.note, kept.link] : [at, 0]);

const earliest = lower(inTime);
const latest = higher(inTime);
const finest = lower(byMerit);
const lastPlace = higher(ofPlace);
const later = higher(ofMark);

type Key = readonly (number | string)[];

function lower<Value>(key: (value: Value) => Key): (a: Value, b: Value) => Value {
  return (a, b) => (compared(key(a), key(b)) <= 0 ? a : b);
}

function higher<Value>(key: (value: Value) => Key): (a: Value, b: Value) => Value {
  return (a, b) => (compared(key(a), key(b)) >= 0 ? a : b);
}

function compared(a: Key, b: Key): number {
  for (const [index, one] of a.entries()) {
    const other = b[index] ?? 0;
    const sign = typeof one === "number" ? one - Number(other) : byCodePoint(one, String(other));
    if (sign !== 0) return sign;
  }
  return 0;
}

/** Joins two tables key by key; what only one of them has stays as it is. */
function each<Value>(a: Table<Value>, b: Table<Value>, join: (a: Value, b: Value) => Value): Table<Value> {
  const joined: Record<string, Value> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    joined[key] = Object.hasOwn(joined, key) ? join(joined[key] as Value, value) : value;
  }
  return joined;
}
