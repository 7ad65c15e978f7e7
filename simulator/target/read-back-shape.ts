import { listOf, variants } from '../../receiver/document/composite-shapes.ts';
import { record, required, withDefault } from '../../receiver/document/record.ts';
import { duration, integer, text } from '../../receiver/document/scalar-shapes.ts';
import { complain, refine, type Shape } from '../../receiver/document/shape.ts';
import { readJsonPath } from '../store/json-path.ts';
import type { ReadBackSettings } from './target.ts';
import { urlShape } from './url-shape.ts';

const PAGE_SIZE = 1_000;
const WITHIN_MS = 10_000;

function path(what: string): Shape<string> {
  return refine(
    text(`a JSON path such as ${what}`, { example: what, pattern: '^\\$' }),
    (value, node, reading) =>
      readJsonPath(value) !== null
        ? value
        : complain(reading, 'bad-value', node.place, `expected a JSON path such as ${what}`, {
            found: value,
            hint: value.startsWith('$')
              ? "names, positions and [*] will do: $.items, $['two words'], $[0].body, $.pages[*].items"
              : `begin it with a dollar sign: $.${value}`,
          }),
  );
}

const body = withDefault(
  path('$._source'),
  '$',
  'where the notification is in an item, a JSON path; $, the default, for the item itself',
);

const within = withDefault(
  duration(),
  WITHIN_MS,
  'how long to ask again until as many are there as were answered; 10s by default',
  { example: '30s' },
);

const query: Shape<ReadBackSettings> = refine(
  record(
    {
      url: required(
        urlShape(
          'https://states.example/all?from={from}&size={size}',
          'auth: {basic: {user: NAME, password: {env: NAME}}} beside the url of the target',
        ),
        'where, asked by GET; {from} and {size} stand for the first item of a page, from 0, and its length',
      ),
      items: withDefault(
        path('$.items'),
        '$',
        'where the items are in the answer, a JSON path; $, the default, for an answer that is the list',
      ),
      body,
      pageSize: withDefault(
        integer('a whole number from 1 to 100000', { min: 1, max: 100_000 }),
        PAGE_SIZE,
        'items of a page; 1000 by default',
        { example: 500 },
      ),
      within,
    },
    { what: 'a query' },
  ),
  ({ url, items, body: inItem, pageSize, within: ms }): ReadBackSettings => ({
    kind: 'query',
    url: url.value,
    items,
    body: inItem,
    pageSize,
    withinSeconds: ms / 1_000,
  }),
);

/** How a store that is not Elasticsearch is asked what it keeps. */
export const readBackShape: Shape<ReadBackSettings> = variants<ReadBackSettings>(
  'a way to read back',
  [
    {
      key: 'query',
      shape: refine(
        record(
          {
            query: required(query, 'an HTTP query', {
              example: { url: 'https://states.example/all?from={from}&size={size}' },
            }),
          },
          { what: 'a way to read back' },
        ),
        (value) => value.query,
      ),
    },
    {
      key: 'command',
      shape: refine(
        record(
          {
            command: required(
              listOf(text(), { atLeast: 1 }),
              'a program and its arguments, without a shell; it prints one JSON object a line',
              { example: ['psql', '-At', '-c', 'select body from states'] },
            ),
            body,
            within,
          },
          { what: 'a way to read back' },
        ),
        ({ command, body: inItem, within: ms }): ReadBackSettings => ({
          kind: 'command',
          command,
          body: inItem,
          withinSeconds: ms / 1_000,
        }),
      ),
    },
  ],
  'unknown-key',
);
