import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { shownValue } from '../../../receiver/expect/shown-text.ts';
import type { StoreComparison } from '../../store/store.ts';
import { count, numberText, secondsText } from '../numbers.ts';
import { element, type Markup } from './markup.ts';
import { tile } from './overview.ts';

const LONGEST_VALUE = 120;
const MOST_ROWS = 200;

/** What the target's store was found to hold, beside what was sent to it. */
export function storePart(store: StoreComparison): Markup {
  const odd = (value: number): 'bad' | 'faint' => (value > 0 ? 'bad' : 'faint');
  const { documents, stored, missing, altered, duplicated, unexpected, alterations, drift } = store;
  return element(
    'section',
    { class: 'store' },
    element('h3', {}, 'What the store holds'),
    element('p', {}, element('bdi', {}, store.store), `, read back in ${secondsText(store.realMs)}`),
    store.remark === null ? null : element('p', { class: 'gap' }, store.remark),
    element(
      'ul',
      { class: 'counts' },
      tile(numberText(documents), documents === 1 ? 'document' : 'documents', 'faint'),
      tile(numberText(stored), 'as sent', 'good'),
      tile(numberText(missing), 'missing', odd(missing)),
      tile(numberText(altered), 'altered', odd(altered)),
      tile(numberText(duplicated), 'more than once', odd(duplicated)),
      tile(numberText(unexpected), 'that nobody sent', odd(unexpected)),
    ),
    table(
      'How values were altered',
      ['Path', 'How', 'Times', 'First', 'Sent', 'Stored'],
      alterations.map(({ path, kind, times, first }) => [
        path,
        kind,
        numberText(times),
        `#${first.number}`,
        value(first.sent),
        value(first.stored),
      ]),
    ),
    table(
      'Fields that the store holds in another way than the contract has them',
      ['Field', 'Contract', 'Store', 'What follows'],
      drift.map(({ field, wanted, found, consequence }) => [
        field,
        wanted ?? 'none',
        found ?? 'none',
        consequence,
      ]),
    ),
    table(
      'Documents that nobody sent, the first',
      ['Id', 'Content'],
      store.unexpectedFirst.map(({ id, body }) => [id ?? '', shownValue(body, 3 * LONGEST_VALUE)]),
    ),
  );
}

function value(of: JsonValue | undefined): string {
  return shownValue(of, LONGEST_VALUE);
}

function table(
  caption: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): Markup | null {
  if (rows.length === 0) return null;
  const rest = rows.length - MOST_ROWS;
  return element(
    'div',
    { class: 'wide' },
    element(
      'table',
      {},
      element('caption', {}, caption),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          heads.map((head) => element('th', { scope: 'col' }, head)),
        ),
      ),
      element(
        'tbody',
        {},
        rows.slice(0, MOST_ROWS).map((cells) =>
          element(
            'tr',
            {},
            cells.map((cell) => element('td', {}, cell)),
          ),
        ),
      ),
    ),
    rest > 0 ? element('p', { class: 'faint' }, `and ${count(rest, 'more row')}`) : null,
  );
}
