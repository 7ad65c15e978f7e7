// A case as commands for a shell, with its very bytes: to be pasted, changed and sent by hand.

import { durationText } from '../../receiver/document/duration.ts';
import { harmless } from '../../receiver/document/harmless.ts';
import { shellQuoted } from '../report/shell-word.ts';
import type { Phase } from './case.ts';

/** Where the commands go. */
export interface CurlTarget {
  readonly url: string;
  /** Beside the content type; a value that nobody may see is left out, with a note in its place. */
  readonly headers: Readonly<Record<string, string>>;
  /** Texts that must not be shown. */
  readonly secrets: readonly string[];
}

/** Longer bodies go through a pipe: an argument of a command may not be longer than 128 KiB on Linux. */
const LONGEST_ARGUMENT = 100_000;

/** The commands of a case, one a request, with comments that say which; for POSIX shells. */
export function curlCommands(phases: readonly Phase[], target: CurlTarget): string {
  const total = phases.reduce((sum, { requests }) => sum + requests.length, 0);
  const lines: string[] = [];
  let number = 0;
  for (const [index, { requests, manner, poolSize, idleMs }] of phases.entries()) {
    if (idleMs !== undefined) lines.push(`# then nothing for ${durationText(idleMs)}`);
    if (manner === 'at once' && requests.length > 1) {
      const over = poolSize === undefined ? 'the pool' : `${poolSize} connections`;
      lines.push(`# the check sends these ${requests.length} at once, over ${over}`);
    }
    for (const { body, about, contentType = 'application/json' } of requests) {
      number += 1;
      lines.push(`# ${number} of ${total}: ${harmless(about)}`, command(body, contentType, target));
    }
    if (index < phases.length - 1) lines.push('');
  }
  return `${lines.join('\n')}\n`;
}

function command(body: string, contentType: string, { url, headers, secrets }: CurlTarget): string {
  const shown = Object.entries(headers).map(([name, value]) =>
    secrets.some((secret) => secret !== '' && value.includes(secret))
      ? `-H ${shellQuoted(`${name}: `)}"$SECRET"`
      : `-H ${shellQuoted(`${name}: ${value}`)}`,
  );
  const common = ['-sS', '-X POST', ...shown, `-H ${shellQuoted(`content-type: ${contentType}`)}`];
  if (isPlain(body) && Buffer.byteLength(body) <= LONGEST_ARGUMENT)
    return ['curl', ...common, `--data-binary ${shellQuoted(body)}`, shellQuoted(url)].join(' ');
  // A built-in of the shell, which takes arguments of any length.
  const printed = isPlain(body) ? `printf '%s' ${shellQuoted(body)}` : `printf ${shellQuoted(octal(body))}`;
  return `${printed} | ${['curl', ...common, '--data-binary @-', shellQuoted(url)].join(' ')}`;
}

/** Nothing that a terminal would act upon, a shell could not hold, or a copy would lose; nor an @, which curl takes for a file. */
function isPlain(body: string): boolean {
  return harmless(body) === body && !body.startsWith('@');
}

/** For printf: what is not a plain character byte by byte, in octal digits. */
function octal(body: string): string {
  let text = '';
  for (const byte of Buffer.from(body)) {
    const plain = byte > 0x20 && byte < 0x7f && byte !== 0x5c && byte !== 0x25;
    text += plain || byte === 0x20 ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return text;
}
