import { describe, expect, test } from 'vitest';
import { circle, floorProblems } from './floors.ts';
import { localImportsOf, SOURCE_FILES } from './source-files.ts';

describe('Imports', () => {
  test('are seen: every file that is imported is there, and nearly all files import something', () => {
    const paths = new Set(SOURCE_FILES.map((file) => file.path));
    const imports = SOURCE_FILES.flatMap(localImportsOf);
    expect(imports.filter((path) => !paths.has(path))).toEqual([]);
    expect(SOURCE_FILES.length).toBeGreaterThan(100);
    expect(imports.length).toBeGreaterThan(300);
    // As many as a search for the word finds.
    const lines = SOURCE_FILES.flatMap(
      ({ text }) => text.match(/(?:\bfrom |^import |\bimport\()'\.[^']*'/gm) ?? [],
    );
    expect(imports.length).toBe(lines.length);
  });

  test('go downward only', () => {
    expect(SOURCE_FILES.flatMap(floorProblems)).toEqual([]);
  });

  test('make no circle', () => {
    expect(circle(SOURCE_FILES)).toBeNull();
  });
});

describe('These would be found out:', () => {
  test.each([
    [
      'the receiver imports the simulator',
      'receiver/server.ts',
      '../simulator/time/clock.ts',
      /knows nothing of/,
    ],
    [
      'the sender imports the receiver',
      'simulator/sender/build.ts',
      '../../receiver/parse.ts',
      /meet on the wire/,
    ],
    ['a step imports the sender', 'simulator/campaign/names.ts', '../sender/ledger.ts', /floor 1.*floor 2/],
    [
      'the contract imports what is above it',
      'receiver/contract/judge.ts',
      '../parse.ts',
      /floor 0.*floor 2/,
    ],
    [
      'a clock imports a campaign group',
      'simulator/time/clock.ts',
      '../campaign/names.ts',
      /floor 0.*floor 1/,
    ],
    [
      'a scenario imports the harness',
      'simulator/scenario/play.ts',
      '../harness/judge.ts',
      /floor 3.*floor 4/,
    ],
    [
      'the harness imports the command line',
      'simulator/harness/judge.ts',
      '../cli/main.ts',
      /floor 4.*floor 5/,
    ],
    ['a file imports the index of its folder', 'receiver/server.ts', './index.ts', /index of its own folder/],
    ['a file below imports it', 'receiver/journal/journal.ts', '../index.ts', /index of its own folder/],
    ['a folder that nobody gave a floor', 'simulator/attic/old.ts', '../time/clock.ts', /has no floor/],
    ['something in such a folder', 'simulator/cli/main.ts', '../attic/old.ts', /has no floor/],
  ])('%s', (_what, path, target, problem) => {
    for (const text of [
      `import { x } from '${target}';\n`,
      `import type {\n  X,\n  Y,\n} from '${target}';\n`,
      `export * from '${target}';\n`,
      `import '${target}';\n`,
      `  const { x } = await import('${target}');\n`,
    ]) {
      expect(floorProblems({ path, text })).toEqual([expect.stringMatching(problem)]);
    }
  });

  test('a circle over three files', () => {
    const file = (name: string, target: string) => ({
      path: `receiver/${name}.ts`,
      text: `import type { X } from './${target}.ts';\n`,
    });
    expect(circle([file('start', 'a'), file('a', 'b'), file('b', 'c'), file('c', 'a')])).toEqual(
      ['a', 'b', 'c', 'a'].map((name) => `receiver/${name}.ts`),
    );
  });
});
