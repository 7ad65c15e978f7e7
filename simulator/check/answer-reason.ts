import { safeText } from '../../receiver/expect/shown-text.ts';

const MOST_SHOWN = 300;
/** A reason stands at the begin; looking for the ends of tags in all of a large page would take too long. */
const MOST_READ = 10_000;

/** What an answer says about why a request was not taken: one harmless line; empty where it says nothing. */
export function answerReason(answer: string): string {
  const said =
    fromJson(answer) ??
    answer.slice(0, MOST_READ).replaceAll(/<(?:style|script)[\s\S]*?<\/[^>]+>|<[^>]*>/g, ' ');
  return safeText(said.replaceAll(/\s+/g, ' ').trim(), MOST_SHOWN);
}

/** The usual forms of an error: Elasticsearch's, problem details (RFC 9457), and whatever has a `message`. */
function fromJson(answer: string): string | null {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    return null;
  }
  return json === null || typeof json !== 'object' ? null : fromError(json);
}

function fromError(error: object): string | null {
  const {
    error: inner,
    type,
    reason,
    caused_by,
    title,
    detail,
    message,
  } = error as Readonly<Record<string, unknown>>;
  if (typeof inner === 'object' && inner !== null) return fromError(inner);
  const parts = [type, reason, typeof inner === 'string' ? inner : undefined, title, message, detail];
  const texts = parts.filter((part): part is string => typeof part === 'string' && part !== 'about:blank');
  const cause = typeof caused_by === 'object' && caused_by !== null ? fromError(caused_by) : null;
  if (cause !== null) texts.push(`caused by ${cause}`);
  return texts.length === 0 ? null : [...new Set(texts)].join(': ');
}
