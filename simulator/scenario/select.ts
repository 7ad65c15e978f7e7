// Which of the scenarios that were found are played: by name, by tag, by case; in which order, and how often.

import { harmless } from '../../receiver/document/harmless.ts';
import { PATTERN_FLAGS, type TextPattern, textPattern } from '../../receiver/document/text-pattern.ts';
import { randomFor } from '../../receiver/random.ts';
import { isCase, whyNoCase } from './reuse/case-name.ts';
import type { Scenario } from './scenario.ts';

/** What is asked for; whatever is left out chooses nothing. */
export interface Selection {
  /** Fits the name or a tag. */
  readonly grep?: TextPattern;
  /** Every one of them must hold. */
  readonly tags?: readonly TagDemand[];
  /** Values of a matrix. */
  readonly values?: ReadonlyMap<string, string>;
}

/** One of these words is among the tags, or none of them is. */
export interface TagDemand {
  readonly has: boolean;
  readonly anyOf: readonly string[];
}

/** `TEXT` anywhere, whatever its case, or `/regular expression/`, with flags; or what is wrong with it. */
export function parseGrep(text: string): TextPattern | { readonly wrong: string } {
  if (text.trim() === '') return { wrong: 'expected a text, or a /regular expression/' };
  const [, pattern, flags = ''] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (pattern === undefined) {
    const literal = new RegExp(escaped(text), 'iu');
    return { source: text, longestText: Number.POSITIVE_INFINITY, test: (name) => literal.test(name) };
  }
  const unknown = [...flags].find((flag) => !`${PATTERN_FLAGS}gy`.includes(flag));
  if (unknown !== undefined)
    return { wrong: `the flag ${unknown} is not known here: there are i, m, s and u` };
  // g and y are about where the next search begins, and there is none.
  const read = textPattern(pattern, flags.replace(/[gy]/g, ''));
  if (!('message' in read)) return read;
  const caret = `    ${text}\n    ${' '.repeat(1 + read.start)}${'^'.repeat(Math.max(1, read.end - read.start))}`;
  return {
    wrong: `${read.message}\n${caret}${read.hint === undefined ? '' : `\n    hint:     ${read.hint}`}`,
  };
}

/** `faults`, `faults,slow` for either, `!slow` for those without; or what is wrong with it. */
export function parseTag(text: string): TagDemand | { readonly wrong: string } {
  const has = !text.startsWith('!');
  const anyOf = (has ? text : text.slice(1)).split(',').map((word) => word.trim());
  return anyOf.every((word) => /^[^\s!]+$/.test(word))
    ? { has, anyOf }
    : { wrong: 'expected a tag, such as slow, or !slow' };
}

/** The scenarios that are asked for, in the same order. */
export function selected(scenarios: readonly Scenario[], selection: Selection): readonly Scenario[] {
  const { grep, tags = [], values } = selection;
  return scenarios.filter(
    (scenario) =>
      (grep === undefined || grep.test(scenario.name) || scenario.tags.some((tag) => grep.test(tag))) &&
      tags.every(({ has, anyOf }) => anyOf.some((tag) => scenario.tags.includes(tag)) === has) &&
      (values === undefined || (scenario.case !== null && isCase(scenario.case, values))),
  );
}

/** Why nothing was selected, and what there is; lines for people. */
export function whyNothing(scenarios: readonly Scenario[], { values }: Selection): readonly string[] {
  const cases = scenarios.flatMap((scenario) => scenario.case ?? []);
  if (
    values !== undefined &&
    !scenarios.some((scenario) => scenario.case !== null && isCase(scenario.case, values))
  ) {
    if (cases.length === 0) return ['no scenario here has a matrix, so there are no cases'];
    const { message, hint } = whyNoCase(values, cases);
    return hint === undefined ? [message] : [message, `    hint:     ${hint}`];
  }
  const tags = [...new Set(scenarios.flatMap((scenario) => scenario.tags))].sort();
  const names = scenarios.slice(0, MOST_NAMED).map(({ name }) => `"${harmless(name)}"`);
  const rest = scenarios.length - names.length;
  return [
    `none of ${scenarios.length === 1 ? 'the one scenario' : `${scenarios.length} scenarios`} is selected`,
    `    there is: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    `    tags:     ${tags.length > 0 ? tags.join(', ') : 'none'}`,
  ];
}

const MOST_NAMED = 8;

/** The same in an order drawn from a seed: the same seed, the same order. */
export function shuffled<T>(items: readonly T[], seed: number): readonly T[] {
  const random = randomFor(seed, 'the order of scenarios');
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Each scenario so many times in a row, numbered in its name where it is more than once. */
export function repeated(scenarios: readonly Scenario[], rounds: number): readonly Scenario[] {
  if (rounds === 1) return scenarios;
  return scenarios.flatMap((scenario) =>
    Array.from({ length: rounds }, (_, index) => ({
      ...scenario,
      name: `${scenario.name} · ${index + 1} of ${rounds}`,
    })),
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
