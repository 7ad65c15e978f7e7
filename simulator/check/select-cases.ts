import { didYouMean } from '../../receiver/document/closest-word.ts';
import { fitsPattern } from '../../receiver/document/name-pattern.ts';
import type { CheckCase } from './case.ts';
import { ALL_CASES, FAMILIES, familyOf } from './cases/families.ts';

/** The cases that are meant, in the order of their numbers and each once, or what is wrong with a word. */
export type Selection =
  | { readonly cases: readonly CheckCase[] }
  | { readonly wrong: string; readonly hint: string };

/**
 * Selects by words, each of them a number (`7.3`), a family by its number or name (`7`, `names`), a slug (`names-emoji`) or a pattern
 * of slugs or numbers in which `*` stands for any text (`names-*`, `7.1*`). No word selects all.
 */
export function selectCases(words: readonly string[]): Selection {
  if (words.length === 0) return { cases: ALL_CASES };
  const meant = new Set<CheckCase>();
  for (const word of words) {
    const fitting = ALL_CASES.filter((each) => fits(word, each));
    if (fitting.length === 0) return { wrong: `there is no case "${word}"`, hint: hintFor(word) };
    for (const each of fitting) meant.add(each);
  }
  return { cases: ALL_CASES.filter((each) => meant.has(each)) };
}

function fits(word: string, each: CheckCase): boolean {
  const family = familyOf(each);
  if (word === `${family.number}` || word === family.slug) return true;
  return fitsPattern(word, each.number) || fitsPattern(word, each.slug);
}

function hintFor(word: string): string {
  const known = [...FAMILIES.map(({ slug }) => slug), ...ALL_CASES.map(({ slug }) => slug)];
  return (/[\d*]/.test(word) ? undefined : didYouMean(word, known)) ?? 'ocs-sim check --list shows them all';
}
