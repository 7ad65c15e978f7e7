import type { Contract, JsonScalar } from '../contract.ts';
import type { EventName } from '../vocabulary.ts';

/**
 * The content type of a notification.
 * @assumption JSON in UTF-8
 */
export const mediaType = 'application/json';

/** `dialModeChanged`: an event as a name in documents. */
export function slugOf(event: EventName): string {
  return event.replaceAll(/ (\w)/g, (_blank, letter: string) => letter.toUpperCase());
}

/** What tells an event on the wire: the attribute and its value; null where a site's contract has none. */
export function eventValue(
  contract: Contract,
  event: EventName,
): { readonly name: string; readonly value: JsonScalar } | null {
  const row = contract.rows.find((each) => each.enumeration === 'event');
  return row === undefined ? null : { name: row.name, value: row.values.get(event) ?? null };
}
