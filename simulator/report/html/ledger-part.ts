// What became of every notification: class by class, then what that means, then every one by name that did not simply arrive and stay.

import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import { FATES, type FateName, isGone } from '../../../receiver/expect/fates.ts';
import type { Fate } from '../../../receiver/expect/observation.ts';
import type { RunResult } from '../../scenario/result.ts';
import { beliefSentences } from '../belief-text.ts';
import { notableLeftOut } from '../json/ledger-json.ts';
import { count, numberText } from '../numbers.ts';
import { dataElement, element, type Markup } from './markup.ts';
import { tile } from './overview.ts';

/** Notifications that stand on the page before its script has looked at it. */
const FIRST_PAGE = 50;

/** The ledger of a scenario. */
export function ledgerPart(result: RunResult, index: number): Markup {
  const { ledger, counts, receiver } = result;
  const who = receiver.kind === 'embedded' ? 'the receiver' : 'the target';
  return element(
    'section',
    { class: 'ledger' },
    element('h3', {}, 'What became of the notifications'),
    element(
      'ul',
      { class: 'counts' },
      tile(numberText(counts.intended), 'due', 'faint'),
      tile(numberText(counts.attempted), 'sent', counts.attempted < counts.intended ? 'gap' : 'faint'),
      tile(
        numberText(counts.delivered),
        'answered with 2xx',
        counts.delivered < counts.attempted ? 'gap' : 'faint',
      ),
      counts.recorded === null ? null : tile(numberText(counts.recorded), 'recorded', 'faint'),
      counts.strays > 0 ? tile(numberText(counts.strays), 'arrived twice', 'bad') : null,
      counts.unusable > 0 ? tile(numberText(counts.unusable), 'unusable', 'gap') : null,
    ),
    ledger.counts.length === 0 ? null : classTable(result),
    [...result.notAttempted].map(([reason, times]) =>
      element('p', {}, `${numberText(times)} not attempted: ${reason}`),
    ),
    beliefSentences(ledger.beliefs, who).map((sentence) => element('p', { class: 'belief' }, sentence)),
    ledger.notable.length === 0 ? null : notableTable(result, index),
  );
}

function classTable({ ledger, counts }: RunResult): Markup {
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      { class: 'classes' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          element('th', { scope: 'col', class: 'figure' }, 'Count'),
          element('th', { scope: 'col' }, 'Class'),
          element('th', { scope: 'col' }, 'A notification which'),
          element('th', { scope: 'col' }, 'Lost by'),
          element('th', { scope: 'col', class: 'share' }, 'Share'),
        ),
      ),
      element(
        'tbody',
        {},
        ledger.counts.map(({ fate, where, count: times }) =>
          element(
            'tr',
            { class: fateTone(fate) },
            element('td', { class: 'figure' }, numberText(times)),
            element('th', { scope: 'row' }, fate),
            element('td', {}, FATES[fate].about),
            element('td', {}, where === null ? '' : `the ${where}`),
            element('td', { class: 'share' }, share(times, Math.max(1, counts.intended))),
          ),
        ),
      ),
    ),
  );
}

/** Lost is bad, kept as sent is good, all between wants a look. */
function fateTone(fate: FateName): 'good' | 'bad' | 'gap' {
  if (isGone(fate)) return 'bad';
  return fate === 'stored' || fate === 'answered' ? 'good' : 'gap';
}

function share(times: number, of: number): Markup {
  const part = Math.min(100, (times / of) * 100);
  return element(
    'svg',
    { class: 'share', height: 10, role: 'img', 'aria-label': `${part.toFixed(1)} %` },
    element('rect', { class: 'all', x: 0, y: 0, width: '100%', height: 10 }),
    element('rect', { class: 'part', x: 0, y: 0, width: `${Math.max(0.5, part).toFixed(2)}%`, height: 10 }),
  );
}

const COLUMNS = ['#', 'Due', 'Event', 'Group', 'Attempt', 'Class', 'Lost by', 'Detail'];

function notableTable({ ledger }: RunResult, index: number): Markup {
  const { notable } = ledger;
  const left = notableLeftOut(ledger);
  return element(
    'section',
    { class: 'notable', 'data-of': `notable-${index}` },
    element(
      'div',
      { class: 'bar' },
      element('h4', {}, 'By name'),
      element('p', { class: 'faint', role: 'status' }, shownText(notable.length)),
    ),
    element(
      'div',
      { class: 'wide' },
      element(
        'table',
        {},
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            COLUMNS.map((head) =>
              element('th', { scope: 'col', class: head === '#' ? 'figure' : null }, head),
            ),
          ),
        ),
        element('tbody', {}, notable.slice(0, FIRST_PAGE).map(notableRow)),
      ),
    ),
    left > 0
      ? element(
          'p',
          { class: 'faint' },
          `and ${count(left, 'more notification')} beyond the first ${numberText(notable.length)}`,
        )
      : null,
    dataElement(`notable-${index}`, packed(notable)),
  );
}

function shownText(all: number): string {
  return all <= FIRST_PAGE ? count(all, 'notification') : `the first ${FIRST_PAGE} of ${numberText(all)}`;
}

function cellsOf({
  number,
  atMs,
  event,
  group,
  outcome,
  status,
  fate,
  where,
  detail,
}: Fate): readonly string[] {
  return [
    String(number),
    sinceEpochText(atMs),
    event,
    group,
    outcome === 'answered' ? `answered ${status ?? ''}`.trim() : outcome,
    fate,
    where ?? '',
    detail.slice(0, 300),
  ];
}

function notableRow(fate: Fate): Markup {
  return element(
    'tr',
    {},
    cellsOf(fate).map((cell, column) => element('td', { class: column === 0 ? 'figure' : null }, cell)),
  );
}

/** The table for the page's script: each text once, each row as the positions of its texts; numbers and instants as they are. */
function packed(notable: readonly Fate[]): {
  readonly texts: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
} {
  const positions = new Map<string, number>();
  const positionOf = (text: string): number => {
    const known = positions.get(text);
    if (known !== undefined) return known;
    positions.set(text, positions.size);
    return positions.size - 1;
  };
  const rows = notable.map((fate) => {
    const [number, due, ...rest] = cellsOf(fate);
    return [Number(number), due!, ...rest.map(positionOf)];
  });
  return { texts: [...positions.keys()], rows };
}
