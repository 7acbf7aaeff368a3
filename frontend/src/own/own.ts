/** The reader's own landscape and optimizer: typed, derived by the server, run here like any other. */

import type { Landscape, Optimizer } from "../engine/catalogue";
import { type Experiment, isInside, onLandscape } from "../state/experiment";
import type { Notice } from "../views/notice";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { type OpenCatalogue, ownLandscape, ownOptimizer, put } from "./adopt";
import { compiledFormula, compiledRule, Refused } from "./compile";
import { domainFields } from "./domain";
import { type Editor, editor } from "./editor";
import { type HyperparameterFields, hyperparameterFields } from "./hyperparameters";
import { isDomain, isDomainUnread, keepTexts, keptTexts, type Over, OWN, type Texts, textsInLink } from "./texts";
import { DOMAIN_UNREAD, EMPTY_DOMAIN, NOT_KEPT, refusalWords, UNREADABLE } from "./words";

export interface Own {
  /**
   * Has the mathematics of a link compiled, and lays it into the catalogue and the editors; resolves in any case, with a
   * sentence for each text that was refused.
   */
  prepare(query: string): Promise<readonly string[]>;
  /** Begins to listen, once there is an experiment that can change, opened by a link. */
  begin(needs: OwnNeeds, query: string): void;
  /** Lets the editors follow what is taken back or brought again, as far as nothing else has been typed there since. */
  follow(experiment: Experiment): void;
}

export interface OwnNeeds {
  readonly experiment: () => Experiment;
  readonly change: (experiment: Experiment) => void;
  /** What is shown from here on is another thing to take back. */
  readonly beginGesture: () => void;
  readonly announce: (sentence: string) => void;
  /** Told when there is more to choose from, though nothing else has changed. */
  readonly offered: () => void;
}

/** Where nothing can be typed, nothing has to be prepared. */
export const NOTHING_TYPED: Own = {
  prepare: () => Promise.resolve([]),
  begin: () => undefined,
  follow: () => undefined,
};

export function own(sheet: Sheet, catalogue: OpenCatalogue, notice: Notice): Own {
  const found = sheet.part(".own-found", HTMLElement);
  const gradient = sheet.part(".own-gradient", HTMLElement);
  let needs: OwnNeeds | undefined;
  let hasKept = false;
  let saidNotKept = false;
  let isPreparing = false;

  const domain = domainFields(sheet, (isGood) => {
    keep();
    if (isGood) formula.soon();
  });
  const formula: Editor = editor(sheet, {
    selector: "#formula",
    compile: compiledOnDomain,
    made(made, text) {
      needs?.beginGesture();
      showLandscape(adoptLandscape(made, text));
    },
    typed: () => keep(),
    refused: (sentence) => needs?.announce(sentence),
  });
  const rule: Editor = editor(sheet, {
    selector: "#rule",
    compile: compiledRule,
    made(made, text) {
      needs?.beginGesture();
      showOptimizer(adoptOptimizer(made, text));
    },
    typed: () => keep(),
    refused: (sentence) => needs?.announce(sentence),
  });
  const fields: HyperparameterFields = hyperparameterFields(sheet, (changed) => {
    rule.text = changed.rule;
    keep();
    showOptimizer(standForRule(changed, changed.rule));
  });

  async function compiledOnDomain(text: string, signal?: AbortSignal): Promise<Landscape> {
    if (!isDomain(domain.typed)) throw new Refused({ sentence: EMPTY_DOMAIN });
    return compiledFormula(text, domain.typed, signal);
  }

  /** @param over What was shown while it was typed. */
  function keep(over: Over = { formula: formula.shown, rule: rule.shown }): void {
    hasKept = true;
    const texts: Texts = { formula: formula.text, domain: domain.typed, rule: rule.text, over };
    if (keepTexts(texts) || saidNotKept) return;
    saidNotKept = true;
    notice(NOT_KEPT);
  }

  function adoptLandscape(made: Landscape, text: string): Landscape {
    return standForFormula(ownLandscape(made, catalogue), text);
  }

  /** @param text What it was made of, as it stands in the editor. */
  function standForFormula(landscape: Landscape, text: string): Landscape {
    put(catalogue.landscapes, landscape);
    formula.shows(text);
    // Generated from a checked formula and served from our own origin, as code is.
    gradient.innerHTML = landscape.gradient_mathml;
    say(found, landscape.teaches);
    return landscape;
  }

  function adoptOptimizer(made: Optimizer, text: string): Optimizer {
    const adopted = standForRule(ownOptimizer(made, text, catalogue), text);
    fields.show(adopted);
    return adopted;
  }

  function standForRule(optimizer: Optimizer, text: string): Optimizer {
    put(catalogue.optimizers, optimizer);
    rule.shows(text);
    return optimizer;
  }

  /** Shows it; one that was shown before keeps its start, as long as that is still in view. */
  function showLandscape(landscape: Landscape): void {
    const now = needs?.experiment();
    if (!now) return;
    const { x, y } = now.start;
    const staysThere = now.landscape.key === OWN && isInside(landscape, x, y);
    // What is pinned walked on the landscape before.
    needs?.change(staysThere ? { ...now, landscape, pinned: undefined } : onLandscape(now, landscape));
  }

  function showOptimizer(optimizer: Optimizer): void {
    const now = needs?.experiment();
    if (!now) return;
    needs?.change({ ...now, optimizers: [...now.optimizers.filter(({ key }) => key !== OWN), optimizer] });
  }

  function fill(texts: Partial<Texts>): void {
    if (texts.formula !== undefined) formula.text = texts.formula;
    if (texts.rule !== undefined) rule.text = texts.rule;
    if (texts.domain) domain.fill(texts.domain);
  }

  // What is shown may be too long for a link: the address then holds something else when it is opened again.
  addEventListener(
    "pagehide",
    () => {
      const { formula, rule } = textsInLink(location.search);
      if (hasKept) keep({ formula, rule });
    },
    { signal: sheet.gone },
  );

  const kept = keptTexts();
  /** What was kept when the page was left, until it has been taken up. */
  let before: typeof kept | undefined = kept;
  if (kept === "unreadable") notice(UNREADABLE);
  else if (kept !== "blocked") fill(kept);

  async function compileInto(texts: Partial<Texts>, refused: (error: unknown, editor: Editor) => void): Promise<void> {
    const { formula: text, rule: lines } = texts;
    await Promise.all([
      text !== undefined &&
        compiledOnDomain(text).then(
          (made) => adoptLandscape(made, text),
          (error) => refused(error, formula),
        ),
      lines !== undefined &&
        compiledRule(lines).then(
          (made) => adoptOptimizer(made, lines),
          (error) => refused(error, rule),
        ),
    ]);
  }

  /** The rule of a pinned experiment, where that is another one than is shown beside it. */
  async function preparePinned(query: string, shown: string | undefined): Promise<void> {
    const { rule: pinned } = textsInLink(new URLSearchParams(query).get("pin") ?? "");
    if (pinned === undefined || pinned === shown) return;
    const made = await compiledRule(pinned).catch(() => undefined);
    if (made) catalogue.pinnedRules.set(pinned, ownOptimizer(made, pinned, catalogue));
  }

  /** Goes on with what was typed over the same mathematics of the link before the page was loaded anew. */
  function takeUpTyped(linked: Partial<Texts>): void {
    if (typeof before !== "object") return;
    const { over = {}, domain: sides, ...typed } = before;
    before = undefined;
    for (const [name, editor] of [
      ["formula", formula],
      ["rule", rule],
    ] as const) {
      const text = typed[name];
      if (text === undefined || !editor.isShown || over[name] !== linked[name] || text === linked[name]) continue;
      if (editor === formula && sides) domain.fill(sides);
      editor.text = text;
      editor.soon();
    }
  }

  return {
    async prepare(query) {
      isPreparing = true;
      const linked = textsInLink(query);
      fill(linked);
      const refusals = isDomainUnread(query) ? [DOMAIN_UNREAD] : [];
      const compiled = compileInto(linked, (error, editor) => {
        editor.refuse(error);
        const sentence = error instanceof Refused ? refusalWords(error.refusal) : String(error);
        refusals.push(`${editor === formula ? "formula" : "rule"}: ${sentence}`);
      });
      await Promise.all([compiled, preparePinned(query, linked.rule)]);
      isPreparing = false;
      takeUpTyped(linked);
      // What was taken is in the link; only what was not would be lost, and what was typed on an earlier visit keeps its place.
      if (refusals.length > 0) keep();
      return refusals;
    },
    begin(given, query) {
      needs = given;
      // What was typed on an earlier visit can be chosen again, and is not forced on anybody.
      if (typeof kept !== "object") return;
      const linked = textsInLink(query);
      const { formula: text, rule: lines } = kept;
      const earlier = {
        ...(text !== undefined && linked.formula === undefined ? { formula: text } : {}),
        ...(lines !== undefined && linked.rule === undefined ? { rule: lines } : {}),
      };
      if (Object.keys(earlier).length === 0) return;
      void compileInto(earlier, (error, editor) => editor.refuse(error)).then(() => given.offered());
    },
    follow({ landscape, optimizers }) {
      if (isPreparing) return;
      const optimizer = optimizers.find(({ key }) => key === OWN);
      if (landscape.key === OWN && !catalogue.landscapes.includes(landscape) && formula.isShown) {
        fill({ formula: landscape.formula, domain: landscape.domain });
        standForFormula(landscape, landscape.formula);
        keep();
      }
      if (optimizer && !catalogue.optimizers.includes(optimizer) && rule.isShown) {
        rule.text = optimizer.rule;
        standForRule(optimizer, optimizer.rule);
        fields.show(optimizer);
        keep();
      }
    },
  };
}
