import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Diagnostic } from './diagnostic.ts';
import type { Source } from './place.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder',
};

/** So much of a file is read; more would take a reader of YAML many seconds. */
const MOST_MEGABYTES = 5;
/** The same in bytes. */
export const MOST_BYTES = MOST_MEGABYTES * 1_000_000;

/** Reads a text file as UTF-8; one that is unreadable, or larger than 5 MB, comes back as a diagnostic. */
export function readSource(path: string): Source | Diagnostic {
  try {
    // A pipe nobody writes to would never be done.
    const stats = statSync(path);
    if (!stats.isFile()) {
      return unreadable(path, stats.isDirectory() ? REASONS.EISDIR! : 'it is not a regular file');
    }
    return sourceOf(path, readAtMost(path, MOST_BYTES));
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    return unreadable(path, reason ?? (error as Error).message);
  }
}

/**
 * What was read under a name; `bytes` is null where there were more than MOST_BYTES. UTF-16 is known by its byte order mark, as YAML
 * wants it. The lone carriage returns of old Macs are line ends where a text has no others.
 */
export function sourceOf(name: string, bytes: Uint8Array | null): Source | Diagnostic {
  if (bytes === null) return unreadable(name, `it is larger than ${MOST_MEGABYTES} MB`);
  try {
    const text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return { name, text: text.includes('\n') ? text : text.replaceAll('\r', '\n') };
  } catch {
    return unreadable(name, whyNoText(bytes), 'save it as UTF-8');
  }
}

function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

function whyNoText(bytes: Uint8Array): string {
  if (encodingOf(bytes) !== 'utf-8') return 'it begins as UTF-16 text, and is not';
  const isCut = (end: number): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return false;
    } catch {
      return true;
    }
  };
  // The shortest beginning that is no UTF-8 ends with the byte that is wrong.
  let [low, high] = [0, bytes.length];
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (isCut(middle)) high = middle;
    else low = middle;
  }
  const line = bytes.subarray(0, low).filter((byte) => byte === 0x0a).length + 1;
  return `line ${line} is not UTF-8 text`;
}

/** Null where there is more: a device may have no end. */
function readAtMost(path: string, most: number): Buffer | null {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    for (let total = 0; total <= most; ) {
      const chunk = Buffer.allocUnsafe(65_536);
      const length = readSync(file, chunk);
      if (length === 0) return Buffer.concat(chunks);
      total += length;
      chunks.push(chunk.subarray(0, length));
    }
    return null;
  } finally {
    closeSync(file);
  }
}

function unreadable(path: string, reason: string, hint?: string): Diagnostic {
  return {
    code: 'unreadable-file',
    severity: 'error',
    place: { source: { name: path, text: '' }, start: 0, end: 0 },
    message: `it cannot be read: ${reason}`,
    ...(hint === undefined ? {} : { hint }),
  };
}

export function isDiagnostic(value: Source | Diagnostic): value is Diagnostic {
  return 'severity' in value;
}
