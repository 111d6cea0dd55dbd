/** Counts the steps that a backtracking engine takes for a regular expression, so that no clock is needed. */
import { type AST, RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";

/**
 * A count in a pattern that has a limit is scaled down to this: what a limit bounds does not grow with the text, so only
 * counts without a limit are left to grow.
 */
const SCALED_COUNT = 4;

/** Steps after which a pattern is given up. */
export const MAX_STEPS = 2_000_000;

type Next = (at: number) => boolean;
type Match = (at: number, next: Next) => boolean;

/** A pattern that counts its steps. */
export class CountedPattern {
  readonly pattern: AST.Pattern;
  readonly #flags: string;
  readonly #matches: Match;
  readonly #single = new Map<string, (character: string) => boolean>();
  readonly #groups = new Map<AST.CapturingGroup, readonly [from: number, to: number]>();
  #text = "";
  #steps = 0;

  /**
   * @param source the source of the expression
   * @param flags its flags
   */
  constructor(source: string, flags: string) {
    const unicode = flags.includes("u");
    this.pattern = new RegExpParser().parsePattern(source, 0, source.length, { unicode });
    this.#flags = flags.replace(/[^ius]/g, "");
    this.#matches = this.#alternatives(this.pattern.alternatives, 1);
  }

  /**
   * Searches a text for all matches.
   *
   * @param text the text
   * @returns the steps; `MAX_STEPS` where there are more
   */
  stepsFor(text: string): number {
    this.#text = text;
    this.#steps = 0;
    for (let from = 0; from <= text.length && this.#steps < MAX_STEPS; ) {
      let end = from;
      const isFound = this.#matches(from, (at) => {
        end = at;
        return true;
      });
      from = isFound && end > from ? end : from + 1;
    }
    return Math.min(this.#steps, MAX_STEPS);
  }

  #alternatives(all: readonly AST.Alternative[], step: 1 | -1): Match {
    const matches = all.map(({ elements }) => {
      const parts = elements.map((element) => this.#element(element, step));
      if (step < 0) parts.reverse();
      return parts.reduceRight<Match>(
        (rest, part) => (at, next) => part(at, (behind) => rest(behind, next)),
        (at, next) => next(at),
      );
    });
    const [only] = matches;
    if (matches.length === 1 && only !== undefined) return only;
    return (at, next) => matches.some((match) => this.#step() && match(at, next));
  }

  #element(element: AST.Element, step: 1 | -1): Match {
    switch (element.type) {
      case "Quantifier":
        return this.#quantifier(element, step);
      case "Group":
        return this.#alternatives(element.alternatives, step);
      case "CapturingGroup": {
        const inside = this.#alternatives(element.alternatives, step);
        return (at, next) =>
          inside(at, (end) => {
            const before = this.#groups.get(element);
            this.#groups.set(element, [Math.min(at, end), Math.max(at, end)]);
            if (next(end)) return true;
            if (before === undefined) this.#groups.delete(element);
            else this.#groups.set(element, before);
            return false;
          });
      }
      case "Assertion":
        return this.#assertion(element);
      case "Backreference": {
        const group = Array.isArray(element.resolved) ? element.resolved[0] : element.resolved;
        return (at, next) => {
          const [from, to] = (group && this.#groups.get(group)) ?? [0, 0];
          const said = this.#text.slice(from, to);
          this.#steps += said.length;
          return this.#text.startsWith(said, at) && next(at + said.length);
        };
      }
      default: {
        const fits = this.fits(element.raw);
        return (at, next) => {
          const place = step > 0 ? at : at - 1;
          return this.#step() && this.#fitsAt(fits, place) && next(at + step);
        };
      }
    }
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier, step: 1 | -1): Match {
    const least = Math.min(min, SCALED_COUNT);
    const most = Number.isFinite(max) ? Math.min(max, SCALED_COUNT) : max;
    const inside = this.#element(element, step);
    if (isOneCharacter(element) && greedy) {
      const fits = this.fits(element.raw);
      return (at, next) => {
        let count = 0;
        while (count < most && this.#step()) {
          const place = step > 0 ? at + count : at - count - 1;
          if (!this.#fitsAt(fits, place)) break;
          count += 1;
        }
        for (; count >= least; count -= 1) {
          if (!this.#step()) return false;
          if (next(at + step * count)) return true;
        }
        return false;
      };
    }
    const again =
      (count: number): Match =>
      (at, next) => {
        if (!this.#step()) return false;
        const more = (): boolean =>
          count < most &&
          // A round that matches nothing ends the loop.
          inside(at, (end) => (end !== at || count < least) && again(count + 1)(end, next));
        if (count < least) return more();
        return greedy ? more() || next(at) : next(at) || more();
      };
    return again(0);
  }

  #assertion(assertion: AST.Assertion): Match {
    if (assertion.kind === "lookahead" || assertion.kind === "lookbehind") {
      const inside = this.#alternatives(
        assertion.alternatives,
        assertion.kind === "lookahead" ? 1 : -1,
      );
      return (at, next) => inside(at, () => true) !== assertion.negate && next(at);
    }
    if (assertion.kind === "word") {
      return (at, next) => {
        const [before = "", behind = ""] = [this.#text[at - 1], this.#text[at]];
        return (
          this.#step() && (/\w/.test(before) !== /\w/.test(behind)) !== assertion.negate && next(at)
        );
      };
    }
    const isStart = assertion.kind === "start";
    return (at, next) => this.#step() && at === (isStart ? 0 : this.#text.length) && next(at);
  }

  /** Whether a character fits an element of one character, by its source. */
  fits(raw: string): (character: string) => boolean {
    let fits = this.#single.get(raw);
    if (fits === undefined) {
      const one = new RegExp(`^(?:${raw})$`, this.#flags);
      const known = new Map<string, boolean>();
      fits = (character) => {
        let answer = known.get(character);
        if (answer === undefined) {
          answer = one.test(character);
          known.set(character, answer);
        }
        return answer;
      };
      this.#single.set(raw, fits);
    }
    return fits;
  }

  #fitsAt(fits: (character: string) => boolean, at: number): boolean {
    const character = this.#text[at];
    return character !== undefined && fits(character);
  }

  #step(): boolean {
    this.#steps += 1;
    return this.#steps < MAX_STEPS;
  }
}

function isOneCharacter(element: AST.QuantifiableElement): boolean {
  return (
    element.type === "Character" ||
    element.type === "CharacterSet" ||
    element.type === "CharacterClass"
  );
}

/** Characters that stand for a class: the first that fits. */
const REPRESENTATIVES = [
  ..."aA0 5.:@-_=,;/\"'<>([{)]}\\\n\t!?#*+%&|~^$`ä中\u0001\u00a0“’→…",
] as const;

/** A text that makes a pattern work hard: a beginning, a piece that is repeated, and an end that does not fit. */
export interface Attack {
  readonly begin: string;
  readonly piece: string;
}

/**
 * Makes texts from a pattern itself: for each part that repeats, what leads to it, and what it repeats.
 *
 * @param counted the pattern
 * @returns the attacks, each once
 */
export function attacksOn(counted: CountedPattern): readonly Attack[] {
  const attacks = new Map<string, Attack>();
  const add = (begin: string, piece: string): void => {
    if (piece !== "") attacks.set(JSON.stringify([begin, piece]), { begin, piece });
  };
  const walk = (all: readonly AST.Alternative[], begin: string): void => {
    for (const { elements } of all) {
      let before = begin;
      for (const [index, element] of elements.entries()) {
        const rest = elements.slice(index + 1).map((one) => exampleOf(counted, one));
        if (element.type === "Quantifier") {
          const pieces =
            "alternatives" in element.element
              ? element.element.alternatives.map((one) => exampleOfAll(counted, one.elements))
              : [exampleOf(counted, element.element)];
          for (const piece of pieces) {
            for (const start of [before, ""]) {
              add(start, piece);
              add(start, piece + (rest.find((one) => one !== "") ?? ""));
            }
          }
          add("", before + pieces.join(""));
          if ("alternatives" in element.element) walk(element.element.alternatives, before);
        } else if ("alternatives" in element) walk(element.alternatives, before);
        before += exampleOf(counted, element);
      }
      add("", before);
      add("", before.slice(0, -1));
    }
  };
  walk(counted.pattern.alternatives, "");
  visitRegExpAST(counted.pattern, {
    onCharacterClassEnter: (node) => add("", exampleOf(counted, node)),
    onCharacterSetEnter: (node) => {
      if (node.parent.type !== "CharacterClass") add("", exampleOf(counted, node));
    },
  });
  return [...attacks.values()];
}

function exampleOfAll(counted: CountedPattern, elements: readonly AST.Element[]): string {
  return elements.map((element) => exampleOf(counted, element)).join("");
}

/** A text that an element matches; nothing for what looks around. */
function exampleOf(counted: CountedPattern, element: AST.Element): string {
  switch (element.type) {
    case "Quantifier":
      return element.max === 0
        ? ""
        : exampleOf(counted, element.element).repeat(
            Math.max(1, Math.min(element.min, SCALED_COUNT)),
          );
    case "Group":
    case "CapturingGroup":
      return exampleOfAll(counted, element.alternatives[0]?.elements ?? []);
    case "Assertion":
    case "Backreference":
      return "";
    case "Character":
      return String.fromCodePoint(element.value);
    default: {
      const fits = counted.fits(element.raw);
      return REPRESENTATIVES.find(fits) ?? "";
    }
  }
}
