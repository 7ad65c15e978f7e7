import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REPORTERS } from '../../../simulator/report/reporters.ts';
import { normalised, REPORTS } from './reports.ts';
import { timeless, written } from './told.ts';

/** One run that comes to each end; the last is interrupted after so many notifications. */
const RUNS = [
  ['passes', undefined],
  ['fails', undefined],
  ['inconclusive', undefined],
  ['interrupted', 6],
] as const;

/** A page with an element a line, and without what it carries for all runs alike. */
function readable(page: string): string {
  return page
    .replace(/<style>.*?<\/style>/s, '<style></style>')
    .replace(/<script type="module">.*?<\/script>/s, '<script type="module"></script>')
    .replaceAll(/sha256-[\w+/=]+/g, 'sha256-DIGEST')
    .replaceAll('><', '>\n<');
}

describe.each(RUNS)('the run: %s', (name, stopAfter) => {
  test.each(REPORTERS.map((kind) => [kind.name, kind.extension] as const))(
    'is reported as %s',
    async (format, extension) => {
      const result = await timeless(name, stopAfter);
      const { file, out } = await written(format, [result], { interrupted: result.interrupted });
      const text = normalised(format === 'html' ? readable(file) : file).replaceAll(
        /"bytesOut": ?\d+/g,
        '"bytesOut": 0',
      );
      await expect(text).toMatchFileSnapshot(
        join(REPORTS, 'formats', `${name}${extension === `.${format}` ? '' : `.${format}`}${extension}`),
      );
      if (format === 'github')
        await expect(out).toMatchFileSnapshot(join(REPORTS, 'formats', `${name}.github.txt`));
      else expect(out).toBe('');
      for (const said of [result.name, 'spring', String(result.seed), `ocs-sim run ${name}.yaml`])
        expect(text + out).toContain(said);
      for (const { verdict } of result.judged) expect(plain(text + out)).toContain(plain(verdict.title));
    },
  );
});

/** Without what escapes a text in one format or another. */
function plain(text: string): string {
  return text
    .replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('\\"', '"');
}
