const TEXT = '"((?:[^"\\\\]|\\\\.)*)';
const TYPE_AND_REASON = new RegExp(`"type"\\s*:\\s*${TEXT}"\\s*,\\s*"reason"\\s*:\\s*${TEXT}`);
const MESSAGE = new RegExp(`"(?:reason|message|detail|title|error_description|error)"\\s*:\\s*${TEXT}`);
const LONGEST = 2_000;

/**
 * What a system said of an answer, without the JSON around it: `400: mapper_parsing_exception: failed to parse field …`. The text
 * may be cut off anywhere, as the begin of a body is. What is no JSON object, or tells no reason, stays in its first line.
 */
export function systemReason(detail: string): string {
  const [, status = '', said = ''] = /^(\d{3}: )?(.*)$/s.exec(detail.slice(0, LONGEST))!;
  const reason = said.startsWith('{') ? reasonIn(said) : null;
  return `${status}${reason ?? said.split('\n', 1)[0]!}`;
}

function reasonIn(json: string): string | null {
  const typed = TYPE_AND_REASON.exec(json);
  // The name that a store made up for a document it did not take tells nobody anything.
  if (typed !== null)
    return `${unescaped(typed[1]!)}: ${unescaped(typed[2]!).replace(/ in document with id '[^']*'/, '')}`;
  const plain = MESSAGE.exec(json);
  return plain === null || plain[1] === '' ? null : unescaped(plain[1]!);
}

function unescaped(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    // Cut off in the middle of an escape.
    return text;
  }
}
