import { readFileSync } from 'node:fs';
import type { Diagnostic } from './diagnostic.ts';
import type { Source } from './place.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder',
};

/** Reads a text file as UTF-8; an unreadable one comes back as a diagnostic. */
export function readSource(path: string): Source | Diagnostic {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
    return { name: path, text };
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'it is not UTF-8 text' : REASONS[code];
    return {
      code: 'unreadable-file',
      severity: 'error',
      place: { source: { name: path, text: '' }, start: 0, end: 0 },
      message: `${path} cannot be read: ${reason ?? (error as Error).message}`,
    };
  }
}

export function isDiagnostic(value: Source | Diagnostic): value is Diagnostic {
  return 'severity' in value;
}
