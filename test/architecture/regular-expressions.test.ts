// Our own regular expressions meet foreign texts too: each is run on long hostile texts made of its own characters, and must not
// take a time that grows faster than the text.

import { expect, test } from 'vitest';
import { SOURCE_FILES } from './source-files.ts';

/** These see short texts only, whatever comes in. */
const SHORT_TEXTS: Readonly<Record<string, string>> = {
  'receiver/http/tls-refusal.ts': 'an error code of OpenSSL',

  'simulator/harness/loss-runs.ts': 'the first 300 characters',
  'simulator/report/numbers.ts': 'the digits of a count',
  'simulator/sender/answer-reason.ts': 'the first 16,384 characters',
};

const LITERAL =
  /(?<=[(=,:[!&|?{};]\s*|return\s+|=>\s*|\n\s*)\/((?![*/])(?:[^\\/[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s.,;)\]}:]|$)/g;

interface Found {
  readonly path: string;
  readonly expression: RegExp;
}

function expressionsOf(text: string): readonly RegExp[] {
  const code = text.replace(/^\s*\/\/.*$/gm, '').replace(/\/\*\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(LITERAL)].flatMap(([, source, flags]) => {
    try {
      return [new RegExp(source!, flags)];
    } catch {
      return [];
    }
  });
}

function hostileTexts({ source }: RegExp): readonly ((length: number) => string)[] {
  const letters = [...new Set(source.replace(/\\[dws]/gi, ''))].filter((each) => !'()|?'.includes(each));
  const words = source.match(/[^\\()[\]{}*+?|^$./]{2,}/g) ?? [];
  const single = ['a', 'A', '0', ' ', '\t', '\n', '_', '-', '"', '\\', '<', 'é', ...letters.slice(0, 20)];
  const pumps = new Set([...single, ...words, ...single.map((each) => `0${each}`), '{{']);
  const heads = new Set(['', ...words.slice(0, 2)]);
  return [...pumps].flatMap((pump) =>
    [...heads].flatMap((head) =>
      ['\u0001', ''].map((tail) => (length: number) => head + pump.repeat(length / pump.length) + tail),
    ),
  );
}

function milliseconds(expression: RegExp, text: string): number {
  const started = performance.now();
  if (expression.global) text.replace(expression, '');
  else {
    expression.lastIndex = 0;
    expression.exec(text);
  }
  return performance.now() - started;
}

/** The text on which the time grows about with the square of its length, or faster; null where there is none. */
function superLinearOn(expression: RegExp): string | null {
  for (const text of hostileTexts(expression)) {
    if (milliseconds(expression, text(3000)) < 1.5) continue;
    // A busy machine is slow now and then, but not twice in a row.
    const best = (length: number): number =>
      Math.min(...[1, 2].map(() => milliseconds(expression, text(length))));
    if (best(12_000) > 9 * Math.max(best(3000), 0.2)) return text(12);
  }
  return null;
}

const FOUND: readonly Found[] = SOURCE_FILES.filter(({ path }) => SHORT_TEXTS[path] === undefined).flatMap(
  ({ path, text }) => expressionsOf(text).map((expression) => ({ path, expression })),
);

test('no regular expression of ours takes more than linear time on a hostile text', {
  timeout: 120_000,
}, () => {
  expect(FOUND.length).toBeGreaterThan(200);
  const slow = FOUND.flatMap(({ path, expression }) => {
    const text = superLinearOn(expression);
    return text === null ? [] : [`${path}: ${expression} on ${JSON.stringify(text)}`];
  });
  expect(slow).toEqual([]);
});

test.each([/0+$/, /^\d*\.?\d*$/, /<[^>]*>/g, /^\s*x/gm])(
  '%s would be found out',
  { timeout: 60_000 },
  (expression) => {
    expect(superLinearOn(expression)).not.toBeNull();
  },
);
