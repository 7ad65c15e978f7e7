// What did not hold, each with both places: the line of the scenario, and the notification with its fields.

import { lineColumn, type Place, placeText } from '../../../receiver/document/place.ts';
import type { Verdict } from '../../../receiver/expect/expectation.ts';
import { explainFailure, explainVerdict } from '../../../receiver/expect/explain.ts';
import type { Failure } from '../../../receiver/expect/failure.ts';
import { plural } from '../../../receiver/expect/shown-text.ts';
import { casesOf, type ReportCase } from '../cases.ts';
import type { ScenarioReport, ScenarioStatus } from '../run-report.ts';
import { all, element, type Markup } from './markup.ts';
import { arrivalPart, missedFields } from './notification-part.ts';
import { markOf, toneOf } from './overview.ts';

/** Lines of the file above and below the one that a case is about. */
const AROUND = 2;
const LONGEST_LINE = 400;

/** A card for each case of a scenario that did not hold. */
export function caseCards(scenario: ScenarioReport): readonly Markup[] {
  return casesOf(scenario)
    .filter(({ status }) => status !== 'passed' && status !== 'skipped')
    .map(caseCard);
}

function caseCard(each: ReportCase): Markup {
  const status: ScenarioStatus = each.status === 'skipped' ? 'not played' : each.status;
  return element(
    'article',
    { class: `case ${toneOf(status)}` },
    element(
      'header',
      {},
      markOf(status),
      element('h4', {}, each.name),
      each.place === null ? null : element('code', { class: 'place' }, placeText(each.place)),
    ),
    each.place === null ? null : sourceLines(each.place),
    each.verdict === null ? explained(each.headline, each.lines) : verdictPart(each.verdict),
  );
}

function verdictPart(verdict: Verdict): Markup {
  if (verdict.failures.length === 0) {
    const [headline = '', ...lines] = explainVerdict(verdict);
    return all(
      explained(headline, lines),
      verdict.nearest === null
        ? null
        : arrivalPart('nearest', verdict.nearest.arrival, missedFields(verdict.nearest.differences)),
    );
  }
  const rest = verdict.failureCount - verdict.failures.length;
  return all(
    verdict.failures.map(failurePart),
    rest > 0
      ? element('p', { class: 'faint' }, `and ${plural(rest, 'more failure', 'more failures')}`)
      : null,
  );
}

function failurePart(failure: Failure): Markup {
  const { headline, lines } = explainFailure(failure);
  return all(explained(headline, lines), notificationsOf(failure));
}

function explained(headline: string, lines: readonly string[]): Markup {
  return all(
    element('p', { class: 'headline' }, headline),
    lines.length === 0 ? null : element('pre', { class: 'lines' }, lines.join('\n')),
  );
}

/** The notifications that a failure is about, as they arrived. */
function notificationsOf(failure: Failure): readonly (Markup | null)[] {
  switch (failure.kind) {
    case 'fields':
      return [arrivalPart('arrived', failure.arrival, failure.misses)];
    case 'unusable body':
    case 'stray':
    case 'after the end':
      return [arrivalPart('arrived', failure.arrival, [])];
    case 'interval':
      return [failure.arrival && arrivalPart('arrived', failure.arrival, [])];
    case 'order':
      return [failure.instead && arrivalPart('instead', failure.instead, [])];
    case 'count':
      return [
        failure.surplus && arrivalPart('surplus', failure.surplus, []),
        failure.nearest &&
          arrivalPart('nearest', failure.nearest.arrival, missedFields(failure.nearest.differences)),
      ];
    case 'repeated':
    case 'tally':
    case 'ledger':
      return [];
  }
}

/** The line of a place among its neighbours, with what is meant marked and a caret below it. */
function sourceLines(place: Place): Markup | null {
  if (place.source.text === '') return null;
  const { line, column } = lineColumn(place.source, place.start);
  const lines = place.source.text.split(/\r?\n/);
  const from = Math.max(1, line - AROUND);
  const until = Math.min(lines.length, line + AROUND);
  const numbers = Array.from({ length: until - from + 1 }, (_, index) => from + index);
  return element(
    'pre',
    { class: 'source' },
    numbers.map((number) => {
      const text = lines[number - 1]!.slice(0, LONGEST_LINE);
      const gutter = `${String(number).padStart(4)} │ `;
      if (number !== line) return element('span', { class: 'faint' }, `${gutter}${text}\n`);
      const start = column - 1;
      const end = Math.max(start + 1, Math.min(text.trimEnd().length, start + place.end - place.start));
      const caret = `${' '.repeat(4)} │ ${' '.repeat(Math.min(start, LONGEST_LINE))}${'^'.repeat(Math.max(1, end - start))}\n`;
      return all(
        element('span', { class: 'faint' }, gutter),
        text.slice(0, start),
        element('mark', {}, text.slice(start, end)),
        text.slice(end),
        '\n',
        element('span', { class: 'caret' }, caret),
      );
    }),
  );
}
