/** What stands where a secret stood. */
export const REDACTED = '•••';

/**
 * Takes secrets out of a text that others may see. A text that was `cut` off within a secret loses the begin of that as well, where
 * it is four characters or more.
 */
export type Redact = (text: string, cut?: boolean) => string;

/** For any of these texts, as it is or in the forms in which answers and errors repeat it: base64, JSON, a URL. */
export function redactor(secrets: readonly string[]): Redact {
  const forms = new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf));
  // The longest first: one secret may be a part of another.
  const ordered = [...forms].sort((a, b) => b.length - a.length);
  if (ordered.length === 0) return (text) => text;
  const pattern = new RegExp(ordered.map(escaped).join('|'), 'g');
  return (text, cut = false) => {
    const clean = text.replace(pattern, REDACTED);
    return cut ? withoutBegin(clean, ordered) : clean;
  };
}

function formsOf(secret: string): readonly string[] {
  return [
    secret,
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ];
}

const SHORTEST_BEGIN = 4;

function withoutBegin(text: string, forms: readonly string[]): string {
  let cut = 0;
  for (const form of forms) {
    for (let length = Math.min(form.length - 1, text.length); length >= SHORTEST_BEGIN; length -= 1) {
      if (!text.endsWith(form.slice(0, length))) continue;
      cut = Math.max(cut, length);
      break;
    }
  }
  return cut === 0 ? text : `${text.slice(0, -cut)}${REDACTED}`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
