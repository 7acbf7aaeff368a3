/** The reader's own landscape and optimizer: typed, derived by the server, run here like any other. */

import type { Landscape, Optimizer } from "../engine/catalogue";
import { type Experiment, onLandscape } from "../state/experiment";
import type { Notice } from "../views/notice";
import { say } from "../views/page";
import type { Sheet } from "../views/sheet";
import { type OpenCatalogue, ownLandscape, ownOptimizer, put } from "./adopt";
import { compiledFormula, compiledRule, Refused } from "./compile";
import { type Editor, editor } from "./editor";
import { type HyperparameterFields, hyperparameterFields } from "./hyperparameters";
import { type Domain, isDomainUnread, keepTexts, keptTexts, OWN, type Texts, textsInLink } from "./texts";
import { DOMAIN_UNREAD, EMPTY_DOMAIN, LINK_REFUSED, NOT_KEPT, refusalWords, UNREADABLE } from "./words";

export interface Own {
  /** Has the mathematics of a link compiled, and lays it into the catalogue and the editors; resolves in any case. */
  prepare(query: string): Promise<void>;
  /** Begins to listen, once there is an experiment that can change, opened by a link. */
  begin(needs: OwnNeeds, query: string): void;
}

export interface OwnNeeds {
  readonly experiment: () => Experiment;
  readonly change: (experiment: Experiment) => void;
  readonly announce: (sentence: string) => void;
  /** Told when there is more to choose from, though nothing else has changed. */
  readonly offered: () => void;
}

/** Where nothing can be typed, nothing has to be prepared. */
export const NOTHING_TYPED: Own = { prepare: () => Promise.resolve(), begin: () => undefined };

const SIDES = ["x-from", "x-to", "y-from", "y-to"] as const;

export function own(sheet: Sheet, catalogue: OpenCatalogue, notice: Notice): Own {
  const sides = SIDES.map((side) => sheet.part(`#domain-${side}`, HTMLInputElement));
  const domainRefusal = sheet.part("#domain-refusal", HTMLElement);
  const found = sheet.part(".own-found", HTMLElement);
  const gradient = sheet.part(".own-gradient", HTMLElement);
  let needs: OwnNeeds | undefined;
  let saidNotKept = false;

  const formula: Editor = editor(sheet, {
    selector: "#formula",
    compile: (text, signal) => compiledFormula(text, checkedDomain(), signal),
    made: (made) => showLandscape(adoptLandscape(made)),
    typed: keep,
    refused: (sentence) => needs?.announce(sentence),
  });
  const rule: Editor = editor(sheet, {
    selector: "#rule",
    compile: compiledRule,
    made: (made, text) => showOptimizer(adoptOptimizer(made, text)),
    typed: keep,
    refused: (sentence) => needs?.announce(sentence),
  });
  const fields: HyperparameterFields = hyperparameterFields(sheet, (changed) => {
    rule.text = changed.rule;
    keep();
    put(catalogue.optimizers, changed);
    showOptimizer(changed);
  });

  function domain(): Domain {
    const [west = Number.NaN, east = Number.NaN, south = Number.NaN, north = Number.NaN] = sides.map(
      (side) => side.valueAsNumber,
    );
    return { x: [west, east], y: [south, north] };
  }

  function isGood({ x, y }: Domain): boolean {
    return x[0] < x[1] && y[0] < y[1];
  }

  function checkedDomain(): Domain {
    const asked = domain();
    if (!isGood(asked)) throw new Refused({ sentence: EMPTY_DOMAIN });
    return asked;
  }

  function keep(): void {
    const texts: Texts = { formula: formula.text, domain: domain(), rule: rule.text };
    if ((isGood(texts.domain) && keepTexts(texts)) || saidNotKept) return;
    if (!isGood(texts.domain)) return;
    saidNotKept = true;
    notice(NOT_KEPT);
  }

  function adoptLandscape(made: Landscape): Landscape {
    const adopted = ownLandscape(made, catalogue);
    put(catalogue.landscapes, adopted);
    // Generated from a checked formula and served from our own origin, as code is.
    gradient.innerHTML = adopted.gradient_mathml;
    say(found, adopted.teaches);
    return adopted;
  }

  function adoptOptimizer(made: Optimizer, text: string): Optimizer {
    const adopted = ownOptimizer(made, text, catalogue);
    put(catalogue.optimizers, adopted);
    fields.show(adopted);
    return adopted;
  }

  /** Shows it; one that was shown before keeps its start, as long as that is still in view. */
  function showLandscape(landscape: Landscape): void {
    const now = needs?.experiment();
    if (!now) return;
    needs?.change(now.landscape.key === OWN ? { ...now, landscape } : onLandscape(now, landscape));
  }

  function showOptimizer(optimizer: Optimizer): void {
    const now = needs?.experiment();
    if (!now) return;
    needs?.change({ ...now, optimizers: [...now.optimizers.filter(({ key }) => key !== OWN), optimizer] });
  }

  function fill(texts: Partial<Texts>): void {
    if (texts.formula !== undefined) formula.text = texts.formula;
    if (texts.rule !== undefined) rule.text = texts.rule;
    if (texts.domain) {
      for (const [index, value] of [...texts.domain.x, ...texts.domain.y].entries()) {
        const side = sides[index];
        if (side) side.value = String(value);
      }
    }
  }

  for (const side of sides) {
    side.addEventListener("input", () => {
      const good = isGood(domain());
      for (const each of sides) {
        if (good) each.removeAttribute("aria-invalid");
        else each.setAttribute("aria-invalid", "true");
      }
      say(domainRefusal, good ? "" : EMPTY_DOMAIN);
      keep();
      if (good) formula.soon();
    });
  }

  const kept = keptTexts();
  if (kept === "unreadable") notice(UNREADABLE);
  else if (kept !== "blocked") fill(kept);

  async function compileInto(texts: Partial<Texts>, refused: (error: unknown, editor: Editor) => void): Promise<void> {
    await Promise.all([
      texts.formula !== undefined &&
        compiledFormula(texts.formula, checkedDomain()).then(adoptLandscape, (error) => refused(error, formula)),
      texts.rule !== undefined &&
        compiledRule(texts.rule).then(
          (made) => adoptOptimizer(made, texts.rule ?? ""),
          (error) => refused(error, rule),
        ),
    ]);
  }

  return {
    async prepare(query) {
      const linked = textsInLink(query);
      fill(linked);
      if (Object.keys(linked).length > 0) keep();
      const refusals = isDomainUnread(query) ? [DOMAIN_UNREAD] : [];
      await compileInto(linked, (error, editor) => {
        editor.refuse(error);
        refusals.push(error instanceof Refused ? refusalWords(error.refusal) : String(error));
      });
      if (refusals.length > 0) notice(LINK_REFUSED, refusals);
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
  };
}
