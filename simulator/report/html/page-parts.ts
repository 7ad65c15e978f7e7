// The style and the script of the report `html`, as they lie beside this file, and the colours of the receiver's live page.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a page carries within itself. */
export interface PageParts {
  readonly style: string;
  readonly script: string;
}

/** Reads them. */
export function readPageParts(): PageParts {
  const read = (...path: readonly string[]): string =>
    readFileSync(join(import.meta.dirname, ...path), 'utf8');
  return {
    style: `${read('../../../receiver/page/style/tokens.css')}\n${read('page/report.css')}`,
    script: read('page/report.js'),
  };
}
