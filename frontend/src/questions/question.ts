/** One question of a lesson: asked, checked as often as somebody likes, and explained. */

import { Declined } from "../grading/grader";
import { type Answer, FULL, type Verdict } from "../grading/verdict";
import { aboutFigure } from "./about-figure";
import { fieldsOf } from "./fields/fields";
import { helpFor } from "./help";
import { fragment } from "./html";
import type { LessonPage } from "./lesson-page";
import { revealedIn, shownIn } from "./sight";
import { standingOf } from "./standing";
import { verdictView } from "./verdict-view";
import { NO_VARIANT, OVERLOOKED, SOLVED, TRIED_BEFORE, UNREACHABLE } from "./words";

export function openQuestion(section: HTMLElement, form: HTMLFormElement, page: LessonPage): void {
  const { question: id = "", type = "", kind = type, variants = "1" } = section.dataset;
  const { grader, learner, module, reply } = page;
  const view = verdictView(section, form);
  const standing = standingOf(section, id, page);
  const figure = aboutFigure(section, page, standing.tries > 0);
  const help = helpFor(section, { reveal: () => void reveal(), another: () => void another() });
  const wrong = new Set<string>();
  let variant = 0;
  let turn = 0;
  let fields = opened();

  function opened() {
    return fieldsOf({ form, kind, figure, announce: reply });
  }

  async function check(): Promise<void> {
    const answer = fields.read();
    const verdict = await verdictOn(answer, false, check);
    if (!verdict) return;
    const isInvalid = verdict.verdict === "invalid";
    fields.refuse(isInvalid);
    view.judge(verdict, wrong.has(JSON.stringify(answer)) ? TRIED_BEFORE : "");
    if (verdict.show !== null) view.place.append(await shownIn(figure, verdict.show, OVERLOOKED, page.base));
    if (type === "predict" && !isInvalid) view.place.append(revealedIn(figure));
    reply(view.text);
    if (!isInvalid) await count(verdict, answer);
  }

  /** What an answer that can be read leads to, right or wrong. */
  async function count({ verdict, score }: Verdict, answer: Answer): Promise<void> {
    if (score < FULL) wrong.add(JSON.stringify(answer));
    figure.reveal();
    await learner.tried(module, id, { verdict, score, variant, answer });
    if (score < FULL) help.offer(standing.tries);
    else help.done();
  }

  /** Gives the answer away; whoever had not tried has then tried without success. */
  async function reveal(): Promise<void> {
    figure.reveal();
    const verdict = await verdictOn(fields.read(), true, reveal);
    if (!verdict) return;
    view.solve(verdict, await solution(verdict));
    if (type === "predict") view.place.append(revealedIn(figure));
    help.done();
    if (standing.tries === 0) await learner.tried(module, id, { verdict: "incorrect", score: 0, variant });
  }

  /** The right answer as it is seen. What is done in a figure is shown there; a predicted path is there already. */
  async function solution({ answer }: Verdict): Promise<Node | undefined> {
    if (type === "figure") return shownIn(figure, String(answer), SOLVED, page.base);
    return answer === null ? undefined : fields.inWords(answer);
  }

  /** The verdict on an answer; undefined where it came too late, and where there is none, which is said. */
  async function verdictOn(answer: Answer, reveal: boolean, again: () => void): Promise<Verdict | undefined> {
    turn += 1;
    const mine = turn;
    section.setAttribute("aria-busy", "true");
    try {
      const verdict = await grader.verdict({ question: id, variant, answer, reveal });
      return mine === turn ? verdict : undefined;
    } catch (error) {
      if (mine === turn) fail(error, again);
      return undefined;
    } finally {
      if (mine === turn) section.removeAttribute("aria-busy");
    }
  }

  /** Keeps what was answered, says why it is not checked, and checks it once the browser is online again. */
  function fail(error: unknown, again: () => void): void {
    const failed = turn;
    const sentence = error instanceof Declined ? error.message : UNREACHABLE;
    view.trouble(sentence);
    reply(sentence);
    addEventListener("online", () => failed === turn && again(), { once: true });
  }

  async function another(): Promise<void> {
    const next = (variant + 1) % Number(variants);
    const made = await grader.variant(id, next).catch(() => undefined);
    if (!made) {
      view.trouble(NO_VARIANT);
      reply(NO_VARIANT);
      return;
    }
    variant = next;
    turn += 1;
    wrong.clear();
    view.clear();
    help.offer(0);
    const ask = section.querySelector<HTMLElement>(".ask");
    ask?.replaceChildren(fragment(made.ask));
    form.replaceChildren(fragment(made.form));
    fields = opened();
    reply(ask?.innerText ?? "");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void check();
  });
}
