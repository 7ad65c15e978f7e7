// Names that every object has, and words that look like numbers, are words like any other wherever they stand.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument, visit } from 'yaml';
import { readContract } from '../../../receiver/contract/site.ts';
import type { Diagnostic } from '../../../receiver/document/diagnostic.ts';
import type { Source } from '../../../receiver/document/place.ts';
import { showDiagnostic } from '../../../receiver/document/show-diagnostic.ts';
import { kindOfText } from '../../../simulator/scenario/find-files.ts';
import { readCases } from '../../../simulator/scenario/load.ts';
import { readPiece } from '../../../simulator/scenario/reuse/check-piece.ts';
import { readTarget } from '../../../simulator/target/read-target-file.ts';
import { resolveTarget } from '../../../simulator/target/resolve-target.ts';

const SCENARIOS = join(import.meta.dirname, '../../../scenarios');
const FILES = readdirSync(SCENARIOS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.yaml'),
);
const WORDS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'NaN', '.nan', '-.inf', '-0', '1e3'];
/** So many places of each file. */
const PLACES = 12;

/** What objects, functions and missing values look like where somebody put them into a sentence. */
const SPILT = /\[object|native code|\bundefined\b|\b(?:NaN|Infinity)(?:s| seconds| bytes)\b/;

async function problemsOf(source: Source): Promise<readonly Diagnostic[]> {
  switch (kindOfText(source)) {
    case 'scenario':
      return (await readCases(source)).problems;
    case 'piece':
      return readPiece(source).problems;
    case 'contract':
      return readContract(source).problems;
    default:
      return readTarget(source).problems;
  }
}

/** The text with a word in place of one of its keys and values; null where there is no such place. */
function withWord(text: string, place: number, word: string): string | null {
  const document = parseDocument(text);
  let at = -1;
  let put = false;
  visit(document, (_key, node) => {
    if (!isScalar(node)) return undefined;
    at += 1;
    if (at !== place) return undefined;
    node.value = word;
    node.type = 'PLAIN';
    put = true;
    return visit.BREAK;
  });
  return put ? document.toString() : null;
}

test('there are files to put words into', () => {
  expect(FILES.length).toBeGreaterThan(50);
});

describe('Names that every object has, and words that are nearly numbers, are data', () => {
  test.each(FILES.map((file, index) => [file, index] as const))('in %s', async (file, index) => {
    const text = readFileSync(join(SCENARIOS, file), 'utf8');
    const name = join(SCENARIOS, file);
    for (let turn = 0; turn < PLACES; turn += 1) {
      const word = WORDS[(turn + index) % WORDS.length]!;
      const changed = withWord(text, turn * 5 + (index % 5), word);
      if (changed === null) continue;
      const problems = await problemsOf({ name, text: changed });
      const said = problems
        .map((problem) => showDiagnostic({ ...problem, place: unseen(problem) }))
        .join('\n');
      expect(said, `${word} in ${changed}`).not.toMatch(SPILT);
    }
  });

  /** Without the line of the file, which holds the word. */
  const unseen = ({ place }: Diagnostic): Diagnostic['place'] => ({
    source: { name: place.source.name, text: '' },
    start: 0,
    end: 0,
  });

  test.each(['__proto__', 'constructor', 'toString', 'valueOf'])(
    '%s for a switch, a variable of the environment and a setting',
    async (word) => {
      const scenario = (options: string): Source => ({
        name: 'x.yaml',
        text: `name: x\nocs: { options: ${options} }\ngroups: { spring: {} }\nsteps: [{ load: spring }]\nexpect: [{ lost: none }]\n`,
      });
      const { problems } = await readCases(scenario(`{ send-campaigngroup-states: ${word} }`));
      expect(problems.map(({ expected, hint }) => [expected, hint])).toEqual([['true or false', undefined]]);

      const { spec } = readTarget({
        name: 't.yaml',
        text: `url: http://127.0.0.1:1\nauth: { bearer: { env: ${word} } }\n`,
      });
      const resolved = resolveTarget(spec!, process.env);
      expect(resolved.problems.map(({ message }) => message)).toEqual([
        `the environment variable ${word} is not set`,
      ]);

      const set = await readCases(scenario('{}'), { set: [`${word}.polluted=yes`] });
      expect(set.problems.map(({ message }) => message)).toEqual([`the scenario has no key "${word}"`]);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );

  test('a group, its names and its calling lists', async () => {
    const { cases, problems } = await readCases({
      name: 'x.yaml',
      text: `name: x
tags: [constructor]
variables: { __proto__: 1 }
groups: { constructor: { campaign: __proto__, callingLists: { __proto__: 10, toString: 20 } } }
steps: [{ load: constructor }]
expect: [{ count: 1, event: loaded, group: constructor }]
`,
    });
    expect(problems.map((problem) => showDiagnostic(problem))).toEqual([]);
    expect(
      cases[0]!.groups.map(({ settings }) => settings.dialing.callingLists.map((list) => list.name)),
    ).toEqual([['__proto__', 'toString']]);
  });
});

describe('A number that is none is said to be none', () => {
  test.each([
    ['.nan', '.nan, no finite number', undefined],
    ['.inf', '.inf, no finite number', undefined],
    ['-.inf', '-.inf, no finite number', 'a duration cannot be negative'],
    ['-5', 'number -5', 'a duration cannot be negative'],
    ['1e3', 'number 1000', 'a unit is missing: 1000s is 1000 seconds'],
    ['NaN', '"NaN"', undefined],
    ['Infinity', '"Infinity"', undefined],
  ])('wait: %s', async (value, found, hint) => {
    const { problems } = await readCases({
      name: 'x.yaml',
      text: `name: x\ngroups: { spring: {} }\nsteps: [{ load: spring }, { wait: ${value} }]\nexpect: [{ lost: none }]\n`,
    });
    expect(problems.map((problem) => [problem.found, problem.hint])).toEqual([[found, hint]]);
  });
});
