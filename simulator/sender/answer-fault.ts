// What is wrong with an answer that is no answer, said from its bytes: another protocol, a head that breaks HTTP's rules, a body that is
// cut off or badly chunked. Each sentence says what came, what is wrong with it, and where there is something to do about it, what.

import { harmless } from '../../receiver/document/harmless.ts';
import type { Redact } from './redact.ts';

/** The longest head of an answer that is taken, interim answers apart. */
export const LONGEST_HEAD_BYTES = 16_384;

const MOST_QUOTED = 60;

/** Why an answer of which these are the first bytes cannot be read, with what it quotes redacted; null where they show nothing wrong. */
export function answerFault(answer: Buffer, redact: Redact): string | null {
  if (answer.length === 0) return null;
  const text = answer.toString('latin1');
  if (!text.startsWith('HTTP/')) {
    // What may still become a status line is only cut off.
    if ('HTTP/'.startsWith(text)) return null;
    return protocolFault(answer, text, redact);
  }
  return statusLineFault(text, redact) ?? headFault(text, redact);
}

/** Whether an answer shows that TLS is spoken where plain HTTP was: an alert, which begins with its type and the version. */
export function isTlsAlert(answer: Buffer): boolean {
  return answer.length >= 2 && answer[0] === 0x15 && answer[1] === 0x03;
}

/** How other protocols greet, or complain of a POST. */
const GREETINGS: readonly (readonly [begin: RegExp, protocol: string])[] = [
  [/^SSH-/, 'SSH'],
  [/^220[ -].*\bFTP\b/i, 'FTP'],
  [/^220[ -]/, 'SMTP'],
  [/^(?:500|502|503|554) .*(?:command|syntax|error)/i, 'SMTP or FTP'],
  [/^\+OK\b/, 'POP3'],
  [/^\* (?:OK|BYE)\b/, 'IMAP'],
  [/^-(?:ERR|DENIED|NOAUTH|NOPERM|MISCONF|LOADING)\b/, 'Redis'],
  [/^(?:ERROR|CLIENT_ERROR)\b[^\r\n]*\r\n/, 'memcached'],
  [/^AMQP/, 'AMQP'],
  [/^RFB \d/, 'VNC'],
  [/^(?:RTSP|SIP|ICY)[/ ]/, 'a streaming protocol'],
  [/^INFO \{/, 'NATS'],
  // A packet of MySQL's: its length, number 0, then the version of the protocol with that of the server.
  [/^[\s\S]{3}\u0000(?:\n\d+\.|\u00ff)/, 'MySQL'],
  [/^E\u0000[\s\S]{3}[SVC]/, 'PostgreSQL'],
];

function protocolFault(answer: Buffer, text: string, redact: Redact): string {
  if (isTlsAlert(answer))
    return 'it answered in TLS: it speaks https on this port; write https instead of http in the URL';
  if (isHttp2(answer))
    return 'it answered in HTTP/2 although it was asked in HTTP/1.1, as OCS asks: allow HTTP/1.1 on this port';
  const named = GREETINGS.find(([begin]) => begin.test(text));
  if (named !== undefined)
    return `it speaks ${named[1]}, not HTTP: its answer begins with ${quoted(text, redact)}; is the port right?`;
  if (/^\s*(?:<|\{|\[)/.test(text))
    return `its answer has no status line, as in HTTP/0.9: it begins with ${quoted(text, redact)}`;
  return `its answer is not HTTP: it begins with ${quoted(text, redact)}; is the port right?`;
}

/** A frame that opens or ends a connection of HTTP/2: SETTINGS or GOAWAY on stream 0. RFC 9113, 4.1. */
function isHttp2(answer: Buffer): boolean {
  if (answer.length < 9) return false;
  const [type, flags] = [answer[3], answer[4]];
  const isSettings = type === 4 && (flags === 0 || flags === 1);
  return (isSettings || (type === 7 && flags === 0)) && answer.readUInt32BE(5) === 0 && answer[0] === 0;
}

const STATUS_LINE = /^HTTP\/1\.[01] ([1-9]\d{2})(?: [^\r\n]*)?\r?\n/;

function statusLineFault(text: string, redact: Redact): string | null {
  const end = text.indexOf('\n');
  // Of a line that is not whole, nothing can be said yet.
  if (end === -1 && text.length < LONGEST_HEAD_BYTES) return null;
  const found = STATUS_LINE.exec(text);
  const line = quoted(end === -1 ? text : text.slice(0, end).replace(/\r$/, ''), redact);
  if (found !== null) {
    if (found[1] !== '101') return null;
    return `it answered ${line}, which switches to another protocol, and nobody asked for that`;
  }
  const version = /^HTTP\/(\S*)/.exec(text)![1]!;
  if (!/^1\.[01]$/.test(version))
    return `its answer says version ${quoted(version, redact)} in its status line, ${line}; OCS speaks HTTP/1.1`;
  const status = /^HTTP\/1\.[01] +(\S*)/.exec(text)?.[1] ?? '';
  return `the status line of its answer has no valid status: ${line}; a status is a number from 100 to 999${status === '' ? '' : `, not ${quoted(status, redact)}`}`;
}

function headFault(text: string, redact: Redact): string | null {
  const end = /\r?\n\r?\n/.exec(text);
  const headBytes = end === null ? text.length : end.index;
  if (headBytes >= LONGEST_HEAD_BYTES) return HEAD_TOO_LONG;
  if (end === null) return null;
  const lines = text.slice(0, end.index).split(/\r?\n/).slice(1);
  const lengths: string[] = [];
  const codings: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^[ \t]/.test(line) && index > 0) continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (colon < 1) return `a header line of its answer has no name and colon: ${quoted(line, redact)}`;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      return `a header of its answer has a name that cannot be: ${quoted(name, redact)}`;
    if (/[\u0000-\u0008\n-\u001f\u007f]/.test(value))
      return `the header ${quoted(name, redact)} of its answer has a control character in its value: ${quoted(value, redact)}`;
    if (name.toLowerCase() === 'content-length') lengths.push(value);
    if (name.toLowerCase() === 'transfer-encoding') codings.push(value);
  }
  return framingFault(lengths, codings, redact);
}

const HEAD_TOO_LONG = `the headers of its answer are longer than ${LONGEST_HEAD_BYTES / 1_024} KiB`;

/** Two statements of a length leave open where the answer ends, and what the next one on the connection is. RFC 9112, 6.3. */
function framingFault(lengths: readonly string[], codings: readonly string[], redact: Redact): string | null {
  if (lengths.length > 1)
    return `its answer has the header Content-Length ${lengths.length === 2 ? 'twice' : `${lengths.length} times`}: ${lengths.map((each) => quoted(each, redact)).join(' and ')}`;
  const [length] = lengths;
  if (length !== undefined && !/^\d+$/.test(length))
    return `the Content-Length of its answer is no number of bytes: ${quoted(length, redact)}`;
  if (length !== undefined && codings.length > 0)
    return 'its answer has both the headers Content-Length and Transfer-Encoding';
  const coding = codings.join(', ');
  if (codings.length > 0 && !/(?:^|,)\s*chunked\s*$/i.test(coding))
    return `the Transfer-Encoding of its answer does not end in chunked: ${quoted(coding, redact)}`;
  return null;
}

/** Why an answer cannot be read, by the library's error, where its first bytes show nothing wrong; null for errors of other kinds. */
export function readingFault(error: Error, redact: Redact): string | null {
  const { code, data } = error as { readonly code?: string; readonly data?: unknown };
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return HEAD_TOO_LONG;
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return 'its answer is not as long as its Content-Length says';
  if (code === 'ERR_ASSERTION') return 'its answer breaks the rules of HTTP';
  if (error.name !== 'HTTPParserError') return null;
  // The library numbers its errors without naming them.
  const words = /\(([^()]+)\)$/.exec(error.message)?.[1] ?? error.message;
  const where = typeof data === 'string' && data !== '' ? ` at ${quoted(data, redact)}` : '';
  const part = /chunk/i.test(words)
    ? 'the chunked body of its answer is broken'
    : 'its answer breaks the rules of HTTP';
  return `${part}${where} (${words})`;
}

/** The begin of a text in quotation marks, in one line and harmless. */
function quoted(text: string, redact: Redact): string {
  const [line = ''] = redact(text).split(/\r?\n/, 1);
  const shown = line.length > MOST_QUOTED ? `${line.slice(0, MOST_QUOTED)}…` : line;
  return `"${harmless(shown)}"`;
}
