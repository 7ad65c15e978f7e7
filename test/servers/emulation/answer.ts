import { request } from 'node:http';
import type { Asked } from './asked.ts';

/** What came back, as far as two sides can be alike. */
export interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly location: string | null;
  readonly body: unknown;
}

/** Asks one side, and takes out of its answer what no two have in common. @param index what `@` stands for */
export function answerOf(base: string, { method, path, body, type }: Asked, index: string): Promise<Answer> {
  const { hostname, port } = new URL(base);
  const headers = type === null || body.length === 0 ? {} : { 'Content-Type': type };
  return new Promise((resolve, reject) => {
    const sent = request(
      { method, hostname, port, path: path.replaceAll('@', index), headers, agent: false },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('error', reject).on('end', () =>
          resolve({
            status: answer.statusCode!,
            type: answer.headers['content-type'] ?? null,
            location: answer.headers.location?.replace(ID, 'ID') ?? null,
            body: comparable(text === '' ? null : jsonOf(text)),
          }),
        );
      },
    );
    sent.on('error', reject).end(body);
  });
}

const ID = /(?<=\/_doc\/)[\w-]{20}$/;

/** YAML as it is. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Identifiers without their characters, lists that are sets in order, and of the reader of JSON what is no matter of taste. */
function comparable(value: unknown, key = ''): unknown {
  if (key === 'took') return 0;
  if (key === 'node') return 'NODE';
  if (Array.isArray(value)) return value.map((item) => comparable(item));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, inner]) => [name, comparable(inner, name)]);
    const plain = Object.fromEntries(entries) as Record<string, unknown>;
    // Where in the text, and what it would rather have had there: only what it is about is played.
    const isSyntax = plain.type === 'json_parse_exception' || plain.type === 'json_e_o_f_exception';
    if (isSyntax && !/^(?:Current token|Duplicate field)/.test(String(plain.reason))) delete plain.reason;
    return plain;
  }
  if (typeof value !== 'string') return value;
  switch (key) {
    case '_id':
      return /^[\w-]{20}$/.test(value) ? 'ID' : value;
    case 'index_uuid':
    case 'uuid':
      return 'UUID';
    case 'error':
      return value.replace(/(?<=allowed: \[).*(?=\])/, (list) => list.split(', ').sort().join(', '));
    case 'reason':
      return value
        .replace(/\n at \[Source: .*$/s, '')
        .replace(/(?<=document with id ')[\w-]{20}(?=')/, 'ID')
        .replace(/(?<=^index \[[^\]]+\/)[\w-]+(?=\])/, 'UUID');
  }
  return value;
}
