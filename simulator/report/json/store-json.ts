import type { JsonSchema } from '../../../receiver/document/shape.ts';
import type { Difference, StoreComparison } from '../../store/store.ts';
import { anything, count, list, nullOr, object, optional, text } from './schema-words.ts';

/** How a run compares with what the target's store holds. */
export function storeJson({ alterations, unexpectedFirst, drift, realMs, ...counts }: StoreComparison) {
  return {
    ...counts,
    unexpectedFirst: unexpectedFirst.map(({ id, body }) => ({ id, body })),
    alterations: alterations.map(({ path, kind, times, first }) => ({
      path,
      kind,
      times,
      first: { number: first.number, ...differenceJson(first) },
    })),
    drift: drift.map(({ field, wanted, found, consequence }) => ({ field, wanted, found, consequence })),
    realMs: Math.round(realMs),
  };
}

function differenceJson({ path, sent, stored }: Difference) {
  return { path, ...(sent === undefined ? {} : { sent }), ...(stored === undefined ? {} : { stored }) };
}

/** Its schema. */
export const STORE: JsonSchema = object("How the run compares with what the target's store holds.", {
  store: text("The store's name."),
  remark: nullOr(text('What to know of it beside what was found; null for nothing.')),
  documents: count('Documents that it gave back.'),
  stored: count('Notifications that it holds as they were sent.'),
  missing: count('Notifications that it does not hold.'),
  altered: count('Notifications that it holds in another form.'),
  duplicated: count('Notifications that it holds more than once.'),
  unexpected: count('Documents that nobody sent.'),
  unexpectedFirst: list(
    'The first of those.',
    object('A document.', {
      id: nullOr(text("The store's own name for it; null where it has none.")),
      body: anything('Its content.'),
    }),
  ),
  alterations: list(
    'Every way in which values were altered.',
    object('A way.', {
      path: text('The path of the value, positions in lists as `[*]`.'),
      kind: text('What was done to it, such as `number became text`.'),
      times: count('How often.'),
      first: object('The first example.', {
        number: count('The number of the notification.'),
        path: text('The exact path.'),
        sent: optional(anything('What was sent; missing where nothing was.')),
        stored: optional(anything('What is stored; missing where nothing is.')),
      }),
    }),
  ),
  drift: list(
    'Fields that the store holds in another way than the contract has them.',
    object('A field.', {
      field: text('Its name in the mapping.'),
      wanted: nullOr(text('Its type by the contract; null where it has none.')),
      found: nullOr(text('Its type in the store; null where it has none.')),
      consequence: text('What follows from it.'),
    }),
  ),
  realMs: count('Real milliseconds that reading and comparing took.'),
});
