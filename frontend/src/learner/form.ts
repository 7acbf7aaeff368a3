/** A state as JSON: what is kept here, and the file that is downloaded. Whatever is read is held to what a state may be. */

import { LIMITS } from "./limits";
import {
  type Attempt,
  type Bookmark,
  type Counts,
  type Mark,
  type Module,
  type Position,
  type Quiz,
  type State,
  type Table,
  VERSION,
} from "./state";

/** What is said of a text that is no state. */
export class Unreadable extends Error {}

/** A state in a form that only a later version of this page can read: nothing that is broken. */
export class TooNew extends Unreadable {}

/** A part of a state that could not be read back: a mistake in this page, which must not reach what is kept. */
export class Misfit extends Error {}

/** The part, if it can be read back. */
export function fitting(part: State): State {
  try {
    return read(write(part));
  } catch (error) {
    throw new Misfit(`Not kept, because nobody could read it again. ${String(error)}`);
  }
}

export function write(state: State): string {
  return JSON.stringify(state);
}

/** The state that a text holds; throws what is wrong with it. */
export function read(text: string): State {
  const value = parsed(text);
  const version = isRecord(value) ? value.version : undefined;
  if (typeof version === "number" && version > VERSION) {
    throw new TooNew(`It was written by a later version of Thalweg, in form ${version}; form ${VERSION} is read here.`);
  }
  return state(value, "");
}

/** The state that a file holds. */
export async function readFile(file: Blob): Promise<State> {
  if (file.size > LIMITS.fileBytes) throw new Unreadable(`It is larger than ${LIMITS.fileBytes / 1e6} MB.`);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Unreadable("It is no text.");
  }
  return read(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreadable("It is not JSON.");
  }
}

// --------------------------------------------------------------------------------------------------------- what a state is

/** Returns a value as what it has to be, or throws where it is not, and why. */
type Reader<Value> = (value: unknown, path: string) => Value;

const ID = "[a-z0-9][a-z0-9-]{0,47}";
const id = new RegExp(`^${ID}$`);
const target = new RegExp(`^${ID}(/${ID}){0,2}$`);
const device = /^[0-9a-f]{16}$/;

const count = whole(LIMITS.largest);
const stamp = text(39, /^0[0-7][0-9a-f]{10}-[0-9a-f]{4}-[0-9a-f]{16}$/);
const name = text(48, id);
const counts: Reader<Counts> = table(device, LIMITS.devices, count);

const attempt = record<Attempt>({
  score: whole(LIMITS.fullScore),
  at: stamp,
  variant: count,
  answer: text(LIMITS.answer),
});
const quiz = record<Quiz>({ first: attempt, best: attempt, last: attempt, tries: counts });
const position = record<Position>({ at: stamp, block: name, section: name, nth: count, part: whole(1000) });
const module = record<Module>({
  epoch: count,
  seen: table(id, LIMITS.parts, whole(LIMITS.endOfTime - 1)),
  quizzes: table(id, LIMITS.parts, quiz),
  position: orNull(position),
});
const bookmark = record<Bookmark>({ title: text(LIMITS.title), note: text(LIMITS.note), link: text(LIMITS.link) });
const mark = record<Mark>({ at: stamp, kept: orNull(bookmark) });
const state = record<State>({
  version: whole(VERSION, VERSION) as Reader<typeof VERSION>,
  modules: table(id, LIMITS.modules, module),
  bookmarks: table(target, LIMITS.bookmarks, mark),
  spent: table(target, LIMITS.blocks, counts),
});

function whole(high: number, low = 0): Reader<number> {
  return (value, path) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= low && value <= high) return value;
    throw refused(path, `a whole number from ${low} to ${high}`);
  };
}

function text(longest: number, pattern = /^/): Reader<string> {
  return (value, path) => {
    // What is half a character cannot be written as UTF-8.
    if (
      typeof value === "string" &&
      pattern.test(value) &&
      !/\p{Surrogate}/u.test(value) &&
      [...value].length <= longest
    ) {
      return value;
    }
    throw refused(
      path,
      `a text of at most ${longest} characters${pattern.source === "^" ? "" : ` like ${pattern.source}`}`,
    );
  };
}

function orNull<Value>(reader: Reader<Value>): Reader<Value | null> {
  return (value, path) => (value === null ? null : reader(value, path));
}

/** An object with these fields and no others. */
function record<Value extends object>(fields: { [Name in keyof Value]: Reader<Value[Name]> }): Reader<Value> {
  const names = Object.keys(fields) as (keyof Value & string)[];
  return (value, path) => {
    if (!isRecord(value) || Object.keys(value).some((each) => !Object.hasOwn(fields, each))) {
      throw refused(path, `an object with ${names.join(", ")} and nothing else`);
    }
    return Object.fromEntries(names.map((each) => [each, fields[each](value[each], `${path}/${each}`)])) as Value;
  };
}

function table<Value>(key: RegExp, most: number, reader: Reader<Value>): Reader<Table<Value>> {
  return (value, path) => {
    if (!isRecord(value)) throw refused(path, "an object");
    const entries = Object.entries(value);
    const stranger = entries.find(([each]) => !key.test(each));
    if (stranger) throw refused(`${path}/${stranger[0].slice(0, 60)}`, `a name like ${key.source}`);
    if (entries.length > most) throw refused(path, `at most ${most} entries`);
    return Object.fromEntries(entries.map(([each, inner]) => [each, reader(inner, `${path}/${each}`)]));
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refused(path: string, allowed: string): Unreadable {
  return new Unreadable(`What stands at "${path || "/"}" in it is not ${allowed}.`);
}
