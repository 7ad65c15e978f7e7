// What `run` plays of the scenarios that were found: which, in which order, how often, and what is skipped.

import { safeText } from '../../receiver/expect/shown-text.ts';
import type { Style } from '../report/style.ts';
import { tallied } from '../scenario/flakiness.ts';
import type { RunResult } from '../scenario/result.ts';
import { parseCase } from '../scenario/reuse/case-name.ts';
import type { Scenario } from '../scenario/scenario.ts';
import {
  parseGrep,
  parseTag,
  repeated,
  type Selection,
  selected,
  shuffled,
  whyNothing,
} from '../scenario/select.ts';
import { wholeNumber } from './options.ts';
import type { SelectionArguments } from './selection-options.ts';

/** What the options say, ready to be used. */
export interface RunSelection {
  readonly selection: Selection;
  /** Null: in the order in which they were found. */
  readonly shuffleSeed: number | null;
  readonly rounds: number;
}

/** What is to be played. */
export interface RunPlan {
  /** Every round of every scenario, in the order in which they are played; those that are skipped are among them. */
  readonly scenarios: readonly Scenario[];
  /** Of each of them the name without the number of its round. */
  readonly names: readonly string[];
  /** Null: in the order in which they were found. */
  readonly shuffleSeed: number | null;
  readonly rounds: number;
}

const MOST_ROUNDS = 10_000;
/** Of names and reasons no more is ever shown. */
const LONGEST = 500;
/** Seeds that are drawn are short enough to be typed. */
const DRAWN_SEEDS = 1_000_000;

/** What the options say, or what is wrong with them. `drawn`: any number, for a seed where none is given. */
export function runSelectionOf(
  { grep, tag = [], case: cases, shuffle, repeat }: SelectionArguments,
  drawn: number,
): RunSelection | { readonly wrong: string } {
  const pattern = grep === undefined ? undefined : parseGrep(grep);
  if (pattern !== undefined && 'wrong' in pattern) return { wrong: `--grep ${grep}: ${pattern.wrong}` };
  const tags = [];
  for (const text of tag) {
    const demand = parseTag(text);
    if ('wrong' in demand) return { wrong: `--tag ${text}: ${demand.wrong}` };
    tags.push(demand);
  }
  const values = cases === undefined ? undefined : parseCase(cases);
  if (values !== undefined && 'wrong' in values) return { wrong: `--case ${cases}: ${values.wrong}` };
  const rounds = repeat === undefined ? 1 : wholeNumber(repeat);
  if (rounds === null || rounds < 1 || rounds > MOST_ROUNDS)
    return { wrong: `--repeat ${repeat}: expected a whole number from 1 to ${MOST_ROUNDS}` };
  const seed =
    shuffle === undefined ? null : shuffle === '' ? Math.floor(drawn) % DRAWN_SEEDS : wholeNumber(shuffle);
  if (seed === null && shuffle !== undefined)
    return { wrong: `--shuffle=${shuffle}: expected a whole number >= 0, such as --shuffle=7` };
  return {
    selection: {
      ...(pattern === undefined ? {} : { grep: pattern }),
      tags,
      ...(values === undefined ? {} : { values }),
    },
    shuffleSeed: seed,
    rounds,
  };
}

/** What is to be played of the scenarios that were found, or why nothing is. */
export function planOf(
  found: readonly Scenario[],
  { selection, shuffleSeed, rounds }: RunSelection,
): RunPlan | { readonly wrong: string } {
  const chosen = selected(found, selection);
  if (chosen.length === 0) return { wrong: whyNothing(found, selection).join('\n') };
  const plays = chosen.flatMap((scenario) => {
    // What is skipped is skipped once.
    const own = scenario.skip === null ? repeated([scenario], rounds) : [scenario];
    return own.map((each) => ({ scenario: each, name: scenario.name }));
  });
  const inOrder = shuffleSeed === null ? plays : shuffled(plays, shuffleSeed);
  return {
    scenarios: inOrder.map(({ scenario }) => scenario),
    names: inOrder.map(({ name }) => name),
    shuffleSeed,
    rounds,
  };
}

/** How often each scenario came out how, those that differ first; and whether there is one that does. */
export function repeatText(
  { names, scenarios }: RunPlan,
  results: readonly (RunResult | undefined)[],
  style: Style,
): { readonly text: string; readonly flaky: boolean } {
  const isPlayed = (index: number): boolean => scenarios[index]!.skip === null;
  const tallies = tallied(
    names.filter((_, index) => isPlayed(index)),
    results.filter((_, index) => isPlayed(index)),
  );
  const lines = [...tallies]
    .sort((a, b) => Number(b.flaky) - Number(a.flaky))
    .map(({ name, counts, flaky }) => {
      const parts = (['passed', 'failed', 'inconclusive'] as const).flatMap((status) =>
        counts[status] > 0 ? [`${counts[status]} ${status}`] : [],
      );
      const word = flaky ? style.error('flaky ') : style.faint('steady');
      return ` ${word} ${safeText(name, LONGEST)}: ${parts.length > 0 ? parts.join(', ') : 'not played'}`;
    });
  return { text: `\n${lines.join('\n')}\n`, flaky: tallies.some((tally) => tally.flaky) };
}

/** One line for a scenario that is not played, with the reason that its file gives. */
export function skippedText({ name, skip }: Scenario, style: Style): string {
  return ` ${style.faint('-')} ${safeText(name, LONGEST)}  ${style.faint(`skipped: ${safeText(skip ?? '', LONGEST)}`)}\n`;
}

/** The file that a scenario comes from; of one case, as if the case had a file of its own beside it. */
export function fileOfCase({ file, case: own }: Scenario): string {
  return own === null ? file : `${file.replace(/(\.ya?ml)?$/i, '')}.${own.slug}.yaml`;
}
