import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { sinceEpochText } from '../../../receiver/document/instant-text.ts';
import { conditionText, valueText } from '../../../receiver/expect/demand-text.ts';
import { bodyProblemText } from '../../../receiver/expect/explain-arrival.ts';
import type { Difference, FieldMiss } from '../../../receiver/expect/failure.ts';
import type { Arrival } from '../../../receiver/expect/observation.ts';
import { shownValue } from '../../../receiver/expect/shown-text.ts';
import { element, type Markup } from './markup.ts';

/** Attributes of a body that are shown; no contract comes near it. */
const MOST_FIELDS = 80;
const LONGEST_VALUE = 300;

/** A notification as it arrived: its fields in a table, those that are not as demanded marked. */
export function arrivalPart(what: string, arrival: Arrival, misses: readonly FieldMiss[]): Markup {
  const { record, atMs, event, group } = arrival;
  const about = `#${record.number}, posted ${sinceEpochText(atMs)}, ${event ?? 'an unknown event'} of `;
  const missed = new Set(misses.map(fieldOf));
  return element(
    'details',
    { class: 'notification', open: misses.length > 0 },
    element(
      'summary',
      {},
      element('span', { class: 'faint' }, `${what} `),
      about,
      element('bdi', {}, group ?? 'an unknown group'),
    ),
    arrival.body === null
      ? element('p', {}, bodyProblemText(arrival))
      : element(
          'div',
          { class: 'wide' },
          element(
            'table',
            { class: 'fields' },
            element(
              'thead',
              {},
              element(
                'tr',
                {},
                ['Attribute', 'Value', 'Expected'].map((head) => element('th', { scope: 'col' }, head)),
              ),
            ),
            element(
              'tbody',
              {},
              misses.map(missRow),
              fieldsOf(arrival.body)
                .filter(([name]) => !missed.has(name))
                .map(([name, value]) => fieldRow(name, value)),
            ),
          ),
        ),
  );
}

/** The fields in which a near miss differs. */
export function missedFields(differences: readonly Difference[]): readonly FieldMiss[] {
  return differences.flatMap((difference) => (difference.kind === 'fields' ? difference.misses : []));
}

function fieldsOf(body: object): readonly (readonly [string, JsonValue])[] {
  return Object.entries(body).slice(0, MOST_FIELDS);
}

function fieldOf(miss: FieldMiss): string {
  return miss.kind === 'contract' ? miss.difference.field : miss.field;
}

function missRow(miss: FieldMiss): Markup {
  if (miss.kind === 'duplicate key') return row(miss.field, 'more than once', 'once');
  if (miss.kind === 'contract') {
    const { field, got, expected, mark } = miss.difference;
    return row(field, got, mark === null || mark === 'documented' ? expected : `${expected} (${mark})`);
  }
  return row(miss.field, valueText(miss.got, miss.row), conditionText(miss.condition, miss.row));
}

function row(field: string, got: string, expected: string): Markup {
  return element(
    'tr',
    { class: 'different' },
    element('th', { scope: 'row' }, element('code', {}, field)),
    element('td', {}, element('code', {}, got)),
    element('td', {}, expected),
  );
}

function fieldRow(name: string, value: JsonValue): Markup {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('code', {}, name)),
    element('td', {}, element('code', {}, shownValue(value, LONGEST_VALUE))),
    element('td', {}),
  );
}
