// The names of the cases of a matrix: `release=8.1.512 mode=Predict`. The same text chooses a case on the command line.

import { didYouMean } from '../../../receiver/document/closest-word.ts';

/** One case of a scenario with a matrix. */
export interface ScenarioCase {
  /** `release=8.1.512 mode=Predict`: what `--case` takes. The same from run to run. */
  readonly text: string;
  /** For names of files: `release-8.1.512-mode-predict`. No other case of the scenario has it. */
  readonly slug: string;
  /** The names of its values by the keys of the matrix, in their order. */
  readonly values: ReadonlyMap<string, string>;
}

const PLAIN_VALUE = /^[^\s"'=]+$/;

/** The text of a case; values with blanks are quoted. */
export function caseText(values: ReadonlyMap<string, string>): string {
  return [...values]
    .map(([key, value]) => `${key}=${PLAIN_VALUE.test(value) ? value : JSON.stringify(value)}`)
    .join(' ');
}

/** Cases with their names; slugs that would be the same are numbered. */
export function namedCases(all: readonly ReadonlyMap<string, string>[]): readonly ScenarioCase[] {
  const taken = new Set<string>();
  return all.map((values) => {
    const text = caseText(values);
    const plain = text
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^-|-$/g, '');
    let slug = plain;
    for (let count = 2; taken.has(slug); count += 1) slug = `${plain}-${count}`;
    taken.add(slug);
    return { text, slug, values };
  });
}

/** The values that a text such as `mode=Predict release=8.1.512` names; or what is wrong with it. */
export function parseCase(text: string): ReadonlyMap<string, string> | { readonly wrong: string } {
  const values = new Map<string, string>();
  const pattern = /\s*([^\s="]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)/y;
  const rest = text.trimEnd();
  if (rest === '') return { wrong: 'expected KEY=VALUE, such as mode=Predict' };
  while (pattern.lastIndex < rest.length) {
    const from = pattern.lastIndex;
    const match = pattern.exec(rest);
    if (match === null) return { wrong: `expected KEY=VALUE at "${rest.slice(from).trim()}"` };
    const [, key = '', written = ''] = match;
    if (values.has(key)) return { wrong: `"${key}" stands there twice` };
    const value = written.startsWith('"') ? unquoted(written) : written;
    if (value === null) return { wrong: `${written} is no text in quotes` };
    values.set(key, value);
  }
  return values;
}

/** Whether a case has all of these values. */
export function isCase({ values }: ScenarioCase, wanted: ReadonlyMap<string, string>): boolean {
  return [...wanted].every(([key, value]) => values.get(key) === value);
}

/** Why no case has these values, in a sentence with a hint; for people. */
export function whyNoCase(
  wanted: ReadonlyMap<string, string>,
  cases: readonly ScenarioCase[],
): { readonly message: string; readonly hint?: string } {
  for (const [key, value] of wanted) {
    const keys = [...new Set(cases.flatMap(({ values }) => [...values.keys()]))];
    if (!keys.includes(key)) {
      const near = didYouMean(key, keys) ?? `its keys are ${keys.join(', ')}`;
      return { message: `no matrix here has the key "${key}"`, ...(keys.length > 0 ? { hint: near } : {}) };
    }
    const known = [...new Set(cases.flatMap(({ values }) => values.get(key) ?? []))];
    if (!known.includes(value))
      return {
        message: `no case has ${key}=${value}`,
        hint: didYouMean(value, known) ?? `${key} is one of ${known.join(', ')}`,
      };
  }
  return { message: `no case has ${caseText(wanted)}: the matrix leaves it out` };
}

function unquoted(written: string): string | null {
  try {
    return JSON.parse(written) as string;
  } catch {
    return null;
  }
}
