import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadContract } from '../../receiver/contract/site.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import { lineColumn } from '../../receiver/document/place.ts';
import { type FoundFile, findFiles } from '../../simulator/scenario/find-files.ts';
import { loadScenario } from '../../simulator/scenario/load.ts';
import { checkPiece } from '../../simulator/scenario/reuse/check-piece.ts';
import { STARTER } from '../../simulator/scenario/starter.ts';
import { readTargetFile } from '../../simulator/target/read-target-file.ts';
import {
  LanguageServer,
  type Offered,
  type Position,
  type ServerDiagnostic,
} from '../support/language-server.ts';
import { MORE_SEEN, NEVER_SEEN, SEEN_ALL_THE_SAME, UNSEEN } from './beyond-a-schema.ts';

const ROOT = join(import.meta.dirname, '../..');
const SCENARIOS = join(ROOT, 'scenarios');
const shipped = globSync('**/*.yaml', { cwd: SCENARIOS }).sort();
const broken = findFiles(
  ['diagnostics', 'contract-files'].map((folder) => join(ROOT, 'test/golden', folder)),
).files;

/** Broken files have no modeline: which schema is theirs is a setting. */
function settingOf(files: readonly FoundFile[]): Readonly<Record<string, readonly string[]>> {
  const byKind = Map.groupBy(files, ({ kind }) => kind);
  return Object.fromEntries(
    [...byKind].map(([kind, each]) => [
      pathToFileURL(join(SCENARIOS, `schemas/${kind}.schema.json`)).href,
      each.map(({ path }) => path),
    ]),
  );
}

let server: LanguageServer;
beforeAll(async () => {
  server = await LanguageServer.start({ schemas: settingOf(broken) });
});
afterAll(() => server[Symbol.asyncDispose]());

function openFile(path: string): Promise<readonly ServerDiagnostic[]> {
  return server.open(pathToFileURL(path).href, readFileSync(path, 'utf8'));
}

describe('what we ship', () => {
  test('begins with a modeline that names its schema', () => {
    expect(shipped.length).toBeGreaterThan(50);
    const without = shipped.filter((file) => {
      const text = readFileSync(join(SCENARIOS, file), 'utf8');
      const folder = dirname(join(SCENARIOS, file));
      const schema = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1];
      const kind = file.startsWith('contracts/')
        ? 'contract'
        : file.startsWith('pieces/')
          ? 'piece'
          : 'scenario';
      return schema === undefined || join(folder, schema) !== join(SCENARIOS, `schemas/${kind}.schema.json`);
    });
    expect(without).toEqual([]);
  });

  test('gets no warning in an editor', async () => {
    const said = await Promise.all(
      shipped.map(async (file) => ({ file, diagnostics: await openFile(join(SCENARIOS, file)) })),
    );
    expect(said.filter(({ diagnostics }) => diagnostics.length > 0)).toEqual([]);
  });

  test('includes a starter scenario that gets none either', async () => {
    const text = STARTER.replace('./scenario.schema.json', './schemas/scenario.schema.json');
    expect(text).not.toBe(STARTER);
    expect(await server.open(pathToFileURL(join(SCENARIOS, 'first.yaml')).href, text)).toEqual([]);
  });
});

describe('a mistake', () => {
  interface Seen {
    readonly file: string;
    readonly own: readonly { readonly line: number; readonly code: Diagnostic['code'] }[];
    readonly lines: ReadonlySet<number>;
  }

  async function problemsOf({ path, kind }: FoundFile): Promise<readonly Diagnostic[]> {
    if (kind === 'scenario') return (await loadScenario(path)).problems;
    if (kind === 'contract') return loadContract({ file: path }).problems;
    return (kind === 'target' ? readTargetFile(path) : checkPiece(path)).problems;
  }

  let seen: readonly Seen[];
  beforeAll(async () => {
    seen = await Promise.all(
      broken.map(async (found) => {
        const [problems, diagnostics] = await Promise.all([problemsOf(found), openFile(found.path)]);
        return {
          file: `${basename(dirname(found.path))}/${basename(found.path)}`,
          own: problems
            .filter(({ place }) => place.source.name === found.path)
            .map(({ place, code }) => ({ line: lineColumn(place.source, place.start).line, code })),
          lines: new Set(diagnostics.map(({ range }) => range.start.line + 1)),
        };
      }),
    );
  });

  test('is flagged at the line at which our own diagnostics flag it, wherever a schema can see it', () => {
    expect(seen.length).toBeGreaterThan(80);
    const missed = seen.flatMap(({ file, own, lines }) =>
      own
        .filter(({ line, code }) => NEVER_SEEN[code] === undefined && !lines.has(line))
        .map(({ line, code }) => `${file}:${line} ${code}`),
    );
    expect([...new Set(missed)].sort()).toEqual(Object.values(UNSEEN).flat().sort());
  });

  test.each(Object.keys(NEVER_SEEN))('of the code %s is one that only we see', (code) => {
    const ours = seen.flatMap(({ file, own, lines }) =>
      own
        .filter(({ line }) => own.every((other) => other.line !== line || other.code === code))
        .filter((each) => each.code === code)
        .map(({ line }) => ({ at: `${file}:${line}`, flagged: lines.has(line) })),
    );
    expect(ours.length).toBeGreaterThan(0);
    const alike = Object.keys(SEEN_ALL_THE_SAME).filter((each) => each.endsWith(` ${code}`));
    expect(ours.filter(({ flagged }) => flagged).map(({ at }) => `${at} ${code}`)).toEqual(alike);
  });

  test('is all that is flagged in a file whose YAML is whole', () => {
    const whole = seen.filter(({ own }) => !own.some(({ code }) => code === 'yaml-syntax' || code === 'tab'));
    expect(whole.length).toBeGreaterThan(60);
    const more = whole.flatMap(({ file, own, lines }) =>
      [...lines].filter((line) => own.every((each) => each.line !== line)).map((line) => `${file}:${line}`),
    );
    expect(more.sort()).toEqual(Object.keys(MORE_SEEN).sort());
  });
});

describe('completion and hover', () => {
  let opened = 0;

  /** A document with `|` where the cursor is. */
  async function openAt(
    marked: string,
    kind = 'scenario',
  ): Promise<{ readonly uri: string; readonly at: Position }> {
    const text = `# yaml-language-server: $schema=schemas/${kind}.schema.json\n${marked}`;
    const before = text.slice(0, text.indexOf('|'));
    const lines = before.split('\n');
    opened += 1;
    const uri = pathToFileURL(join(SCENARIOS, `typed-${opened}.yaml`)).href;
    await server.open(uri, text.replace('|', ''));
    return { uri, at: { line: lines.length - 1, character: lines.at(-1)!.length } };
  }

  async function offeredAt(marked: string, kind?: string): Promise<readonly Offered[]> {
    const { uri, at } = await openAt(marked, kind);
    return server.complete(uri, at);
  }

  async function hoverAt(marked: string, kind?: string): Promise<string> {
    const { uri, at } = await openAt(marked, kind);
    return server.hover(uri, at);
  }

  test.each([
    ['the keys of a scenario', 'name: x\nrel|\n', 'release', 'which release of OCS is played'],
    ['releases', 'release: |\n', '8.1.512', 'without statistics'],
    [
      'options',
      'ocs:\n  options:\n    |\n',
      'send-campaigngroup-states',
      'documented: OU/latest/Dep/AutoCGStatus',
    ],
    ['steps', 'steps:\n  - |\n', 'changeMode', 'changes the dial mode while dialing'],
    ['dial modes', 'steps:\n  - start: spring\n    mode: |\n', 'Progress', 'does not overdial'],
    ['the other keys of a step', 'steps:\n  - start: spring\n    |\n', 'goal', 'percent for BusyFactor'],
    ['expectations', 'expect:\n  - |\n', 'fieldSets', "the contract's fields"],
    ['events', 'expect:\n  - order: [|]\n', 'unloaded forcefully', 'the drafts of April-June 2018'],
    ['keys of a group', 'groups:\n  spring:\n    |\n', 'queue', 'Voice Transfer Destination'],
    ['attributes', 'expect:\n  - fields:\n      |\n', 'GSW_DIAL_MODE', 'documented'],
  ] as const)('offers %s, each with what it means', async (_what, marked, label, meaning) => {
    const offered = await offeredAt(marked);
    const word = offered.find((each) => each.label === label);
    expect(word?.documentation).toContain(meaning);
  });

  test('offers after a step no keys of other steps', async () => {
    const offered = await offeredAt('steps:\n  - start: spring\n    |\n');
    expect(offered.map(({ label }) => label).sort()).toEqual(['goal', 'mode', 'optimizeBy', 'refused']);
  });

  test('offers in a contract file the words that an attribute has', async () => {
    const offered = await offeredAt(
      'contract: x\nchange:\n  GSW_DIAL_MODE:\n    values:\n      |\n',
      'contract',
    );
    expect(offered.map(({ label }) => label)).toContain('ProgressAndSeize');
  });

  test('shows over an option what it means, its mark and its source', async () => {
    const shown = await hoverAt('ocs:\n  options:\n    campaigngroup-states-inter|val: 30\n');
    expect(shown).toContain('time between periodic messages');
    expect(shown).toContain('documented: OU/latest/Dep/AutoCGStatus');
  });

  test('shows over a value what that value means', async () => {
    const shown = await hoverAt('steps:\n  - start: spring\n    mode: Prog|ress\n');
    expect(shown).toContain('#### Mode');
    expect(shown).toContain('CFGDMProgress, 2 on the wire');
  });

  test('shows over a step what it does', async () => {
    expect(await hoverAt('steps:\n  - wa|it: 10s\n')).toContain('lets campaign time pass');
  });

  test('shows over an attribute in a contract file what OCS says with it', async () => {
    const shown = await hoverAt('contract: x\nchange:\n  GSW_QUEUE|_NAME: { rename: QUEUE }\n', 'contract');
    expect(shown).toContain('Voice Transfer Destination');
  });
});
