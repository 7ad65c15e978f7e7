// The ledger to the end: how far the notifications came, what became of those that did not simply arrive and stay, and what
// cannot be made good any more because nothing is sent twice.

import { FATES, type FateName, isGone, type LostWhere } from '../../receiver/expect/fates.ts';
import { isGoneForEver } from '../../receiver/expect/ledger-class.ts';
import type { FateCount, LedgerAccount } from '../scenario/ledger-account.ts';
import type { RunResult } from '../scenario/result.ts';
import { beliefSentences } from './belief-text.ts';
import { lossLines } from './loss-text.ts';
import { count, numberText } from './numbers.ts';
import type { Style } from './style.ts';
import { hanging, widthOf, wrapped } from './width.ts';

const MOST_LOSSES = 12;

/** Whether everything that was attempted arrived and stays, as far as anybody looked: then the ledger has nothing to add. */
export function isUneventful({ ledger, store, counts }: RunResult): boolean {
  if (store !== null) return false;
  return (
    counts.attempted === 0 || ledger.counts.every(({ fate }) => fate === 'stored' || fate === 'answered')
  );
}

/** How far the notifications came, in one line of figures. */
export function wayLine(result: RunResult, style: Style): string {
  const { counts, ledger } = result;
  const lost = total(ledger.counts, isGoneForEver);
  const way = [
    count(counts.intended, 'notification'),
    `${numberText(counts.attempted)} attempted`,
    `${numberText(counts.delivered)} answered with 2xx`,
    storedText(result),
  ];
  return ` ${way.join(' → ')}${lost === 0 ? '' : ` · ${style.error(`${numberText(lost)} lost`)}`}`;
}

function storedText({ ledger, store, receiver }: RunResult): string {
  if (store === null && receiver.kind !== 'embedded') return 'not read back';
  const stored = total(ledger.counts, ({ fate }) => FATES[fate].stored === 'yes');
  const open = total(ledger.counts, ({ fate }) => FATES[fate].stored === 'perhaps');
  return `${numberText(stored)} stored${open === 0 ? '' : `, of ${numberText(open)} it is not known`}`;
}

/** What became of them, class by class; then every one that was lost; then what that means. */
export function ledgerLines(
  result: RunResult,
  { columns, style, all }: { readonly columns: number; readonly style: Style; readonly all: boolean },
): string[] {
  const { losses, lossesLeftOut } = result.ledger;
  const blocks = [
    classLines(result.ledger.counts, columns, style),
    lossLines(losses, {
      most: all ? Number.POSITIVE_INFINITY : MOST_LOSSES,
      leftOut: lossesLeftOut,
      columns,
      style,
    }),
    wrapped(
      sentences(result).map((sentence) => `   ${sentence}`),
      columns,
    ),
  ];
  return blocks.filter((block) => block.length > 0).flatMap((block) => ['', ...block]);
}

/** Classes that need no words: the line of figures has them, or the reasons why nothing was attempted. */
const TOLD: ReadonlySet<FateName> = new Set<FateName>(['stored', 'answered', 'not attempted']);

function classLines(counts: readonly FateCount[], columns: number, style: Style): string[] {
  const fates = [...new Set(counts.map(({ fate }) => fate))].filter((fate) => !TOLD.has(fate));
  const rows = fates.map((fate) => ({ fate, of: counts.filter((each) => each.fate === fate) }));
  const figures = rows.map(({ of }) => numberText(total(of, () => true)));
  const figureWidth = Math.max(...figures.map(widthOf));
  const fateWidth = Math.max(...fates.map(widthOf));
  return rows.flatMap(({ fate, of }, index) => {
    const paint = isGone(fate) ? style.error : style.warning;
    const head = `   ${figures[index]!.padStart(figureWidth)}  ${paint(fate.padEnd(fateWidth))}  `;
    const where = whereText(of);
    return hanging(head, `${FATES[fate].about}${where === '' ? '' : `: ${where}`}`, columns);
  });
}

const PLACES: Readonly<Record<NonNullable<LostWhere>, string>> = {
  sender: 'by the sender',
  network: 'on the network',
  target: 'by the target',
};

/** `lost by the target`; `30 lost by the target, 2 on the network`; of what is not lost the first one. */
function whereText(counts: readonly FateCount[]): string {
  const lost = counts.flatMap(({ where, count: times }) => (where === null ? [] : [{ where, times }]));
  if (lost.length === 1 && counts.length === 1) return `lost ${PLACES[lost[0]!.where]}`;
  if (lost.length > 0)
    return `lost ${lost.map(({ where, times }) => `${numberText(times)} ${PLACES[where]}`).join(', ')}`;
  const { fate, first } = counts[0]!;
  return fate === 'unanswered' ? '' : `the first is #${first.number}`;
}

function sentences(result: RunResult): string[] {
  const { ledger, counts, receiver } = result;
  if (counts.attempted === 0) return [];
  const who = receiver.kind === 'embedded' ? 'the receiver' : 'the target';
  const gone = total(ledger.counts, isGoneForEver);
  const answered = ledger.fates.get('answered') ?? 0;
  const unanswered = ledger.fates.get('unanswered') ?? 0;
  const butStored = total(ledger.counts, ({ fate }) => fate.endsWith('but stored'));
  const beliefs = beliefSentences(ledger.beliefs, who);
  return [
    ...(gone > 0 ? [goneSentence(gone, ledger, answered + unanswered)] : []),
    ...beliefs,
    ...(unanswered > 0
      ? [`${areText(unanswered, 'notification')} perhaps gone: out, never answered, and nobody can tell.`]
      : []),
    ...(answered > 0 && gone + unanswered > 0
      ? [`Whether the ${numberText(answered)} answered with 2xx are kept was not looked at.`]
      : []),
    ...(butStored > 0
      ? [
          `${areText(butStored, 'notification')} kept although OCS heard of no success: a second try would double ${butStored === 1 ? 'it' : 'them'}.`,
        ]
      : []),
  ];
}

/** @param open of so many others it is not known whether they are kept */
function goneSentence(gone: number, { lostStateChanges, beliefs }: LedgerAccount, open: number): string {
  const said = `${areText(gone, 'notification')} gone for ever: OCS never sends twice (documented)`;
  if (lostStateChanges === 0) return `${said}.`;
  const among =
    gone === 1 ? 'it is a state change' : `${areText(lostStateChanges, 'state change')} among them`;
  // Where the last state of a group is lost, no later one puts it right, whatever is believed of it by chance.
  if (beliefs.length > 0) return `${said}; ${among}.`;
  return `${said}; ${among}, and later ones put every group right${open > 0 ? ' if they are kept' : ''}.`;
}

/** `1 notification is`, `14 notifications are`. */
function areText(value: number, one: string): string {
  return `${count(value, one)} ${value === 1 ? 'is' : 'are'}`;
}

function total(counts: readonly FateCount[], includes: (count: FateCount) => boolean): number {
  return counts.reduce((sum, each) => (includes(each) ? sum + each.count : sum), 0);
}
