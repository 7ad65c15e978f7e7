import type { JsonValue } from '../../receiver/contract/contract.ts';
import { parseJson } from '../../receiver/document/exact-number.ts';
import { canonicalText } from './content-key.ts';

/** A value as it may be shown: a store may hold what it was shown as a secret, such as the headers of a request. */
export function redactedValue<T extends JsonValue | undefined>(
  value: T,
  redact: (text: string) => string,
): T | JsonValue {
  if (value === undefined) return value;
  const text = canonicalText(value);
  const clean = redact(text);
  if (clean === text) return value;
  try {
    return parseJson(clean) as JsonValue;
  } catch {
    // The secret was, or began in, something that is no text.
    return clean;
  }
}
