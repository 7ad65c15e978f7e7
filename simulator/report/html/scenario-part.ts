import { durationText } from '../../../receiver/document/duration.ts';
import { placeText } from '../../../receiver/document/place.ts';
import type { RunResult } from '../../scenario/result.ts';
import { isoInstant } from '../iso-instant.ts';
import { secondsText } from '../numbers.ts';
import { judgedOf, type ScenarioReport, scenarioStatus } from '../run-report.ts';
import { caseCards } from './case-cards.ts';
import { charts } from './charts.ts';
import { ledgerPart } from './ledger-part.ts';
import { element, type Markup } from './markup.ts';
import { markOf, nameOf, toneOf } from './overview.ts';
import { storePart } from './store-part.ts';
import { timeLines } from './time-lines.ts';

/** A scenario with all that is known of it; open where it is the only one, or where there is something to look at. */
export function scenarioPart(
  scenario: ScenarioReport,
  { index, alone }: { readonly index: number; readonly alone: boolean },
): Markup {
  const { head, end } = scenario;
  const status = scenarioStatus(scenario);
  const result = end.kind === 'played' ? end.result : null;
  const cards = caseCards(scenario);
  return element(
    'details',
    {
      class: `card scenario ${toneOf(status)}`,
      id: `scenario-${index}`,
      open: alone || (status !== 'passed' && status !== 'not played'),
    },
    element(
      'summary',
      {},
      markOf(status),
      element('h2', {}, nameOf(head)),
      element('span', { class: 'faint' }, status),
    ),
    element('dl', { class: 'facts' }, facts(scenario, result)),
    element(
      'p',
      { class: 'again' },
      element('span', { class: 'faint' }, 'again '),
      element('code', { class: 'command' }, head.command),
    ),
    result === null ? null : timeLines(result),
    expectationTable(scenario),
    cards.length === 0
      ? null
      : element('section', { class: 'cases' }, element('h3', {}, 'What did not hold'), cards),
    result === null
      ? null
      : [ledgerPart(result, index), result.store && storePart(result.store), charts(result)],
  );
}

function facts({ head, end }: ScenarioReport, result: RunResult | null): readonly Markup[] {
  const { kind, speed } = result?.clock ?? { kind: '', speed: null };
  const clock = kind === 'scaled' ? `${speed}x` : kind;
  const all: readonly (readonly [string, string])[] = [
    ['file', head.file],
    ['contract', head.contract],
    ['seed', String(head.seed)],
    ...(result === null
      ? []
      : ([
          ['clock', `${clock} from ${isoInstant(result.epochMs)}`],
          ['campaign time', durationText(Math.round(result.campaignMs))],
          ['took', secondsText(result.realMs)],
          [
            'received by',
            result.receiver.kind === 'embedded' ? 'the embedded receiver' : result.receiver.url,
          ],
        ] as const)),
    ...(end.kind === 'not played' ? ([['not played', end.reason]] as const) : []),
  ];
  return all.map(([name, value]) =>
    element('div', {}, element('dt', {}, name), ' ', element('dd', {}, element('bdi', {}, value))),
  );
}

function expectationTable(scenario: ScenarioReport): Markup | null {
  const judged = judgedOf(scenario);
  if (judged.length === 0) return null;
  return element(
    'section',
    { class: 'expectations' },
    element('h3', {}, 'Expectations'),
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
            ['', 'Expected', 'Found'].map((text) => element('th', { scope: 'col' }, text)),
          ),
        ),
        element(
          'tbody',
          {},
          judged.map(({ place, verdict }) =>
            element(
              'tr',
              { class: toneOf(verdict.status) },
              element('td', {}, markOf(verdict.status)),
              element('th', { scope: 'row' }, verdict.title, element('small', {}, placeText(place))),
              element('td', {}, verdict.summary),
            ),
          ),
        ),
      ),
    ),
  );
}
