import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from '../../../receiver/document/diagnostic.ts';
import type { DiagnosticsDocument } from '../../../receiver/document/diagnostic-for-machines.ts';
import { validate } from '../../../simulator/cli/commands/validate.ts';
import { EXIT } from '../../../simulator/cli/exit-code.ts';
import type { Terminal } from '../../../simulator/cli/terminal.ts';
import { BIN, plainEnvironment } from './ocs-sim.ts';

const ROOT = join(import.meta.dirname, '../../..');
const BROKEN = 'test/golden/diagnostics/several-mistakes.yaml';
const brokenText = readFileSync(join(ROOT, BROKEN), 'utf8');

interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** `ocs-sim validate` with a text in its standard input. */
function validated(args: readonly string[], input: string | Uint8Array = '', cwd = ROOT): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'validate', ...args], {
    cwd,
    env: plainEnvironment(),
    input,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

function documentOf({ out }: Finished): DiagnosticsDocument {
  return JSON.parse(out) as DiagnosticsDocument;
}

describe('validate --format json', () => {
  const finished = validated(['--format', 'json', BROKEN]);
  const { version, diagnostics } = documentOf(finished);

  test('tells every problem of a file as data, and the exit code as ever', () => {
    expect(version).toBe(1);
    expect(diagnostics.length).toBeGreaterThan(5);
    expect(finished.code).toBe(EXIT.badInput);
    expect(finished.err).toBe('');
    for (const { file, code, severity, message } of diagnostics) {
      expect(file).toBe(BROKEN);
      expect(Object.keys(DIAGNOSTIC_CODES)).toContain(code);
      expect(severity).toBe('error');
      expect(message).not.toBe('');
    }
  });

  test('says where, by line and column from 1 and by offset, just what is meant', () => {
    const step = diagnostics.find(({ code }) => code === 'unknown-step')!;
    expect(brokenText.slice(step.range.start.offset, step.range.end.offset)).toBe('laod');
    expect(brokenText.split('\n')[step.range.start.line - 1]!.slice(step.range.start.column - 1)).toMatch(
      /^laod/,
    );
    expect(step).toMatchObject({ found: 'laod', hint: 'did you mean "load"?' });
  });

  test('is an empty list for a file without a problem', () => {
    const fine = validated(['--format', 'json', 'scenarios/burst.yaml']);
    expect(documentOf(fine)).toEqual({ version: 1, diagnostics: [] });
    expect(fine.code).toBe(EXIT.passed);
  });

  test('tells of a file that is not there, too', () => {
    const { diagnostics: missing } = documentOf(validated(['--format', 'json', 'no-such.yaml']));
    expect(missing).toMatchObject([
      { file: 'no-such.yaml', code: 'unreadable-file', range: { start: { line: 1, column: 1, offset: 0 } } },
    ]);
  });
});

describe('validate --format gcc', () => {
  test('is one line for each problem, whatever the file holds', () => {
    const { out, code } = validated(['--format', 'gcc', BROKEN]);
    const lines = out.trimEnd().split('\n');
    expect(code).toBe(EXIT.badInput);
    expect(lines.length).toBe(documentOf(validated(['--format', 'json', BROKEN])).diagnostics.length);
    for (const line of lines)
      expect(line).toMatch(/^\S+several-mistakes\.yaml:\d+:\d+: error: .+ \[[a-z-]+\]$/);
    expect(lines).toContain(
      `${BROKEN}:11:5: error: there is no step "laod" (did you mean "load"?) [unknown-step]`,
    );
  });

  test('says nothing of a file without a problem', () => {
    expect(validated(['--format', 'gcc', 'scenarios/burst.yaml'])).toEqual({ code: 0, out: '', err: '' });
  });
});

describe('validate --stdin', () => {
  test('checks the text of an editor under the name of its file', () => {
    const { out, code } = validated(['--stdin', '--stdin-name', 'day.yaml', '--format', 'gcc'], brokenText);
    expect(out).toContain('day.yaml:11:5: error: there is no step "laod"');
    expect(code).toBe(EXIT.badInput);
  });

  test('looks for other files beside the file that it is the text of', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-stdin-'));
    writeFileSync(join(folder, 'site.yaml'), 'contract: Example\n');
    const text = `contract: site.yaml\n${readFileSync(join(ROOT, 'scenarios/burst.yaml'), 'utf8')}`;
    const beside = validated(['--stdin', '--stdin-name', join(folder, 'day.yaml'), '--format', 'gcc'], text);
    expect(beside).toEqual({ code: 0, out: '', err: '' });
    const elsewhere = validated(['--stdin', '--stdin-name', 'day.yaml', '--format', 'gcc'], text);
    expect(elsewhere.out).toContain('day.yaml:1:11: error: site.yaml cannot be read: there is no such file');
  });

  test('knows scenarios, pieces, contracts and targets by their keys', () => {
    const said = [
      readFileSync(join(ROOT, 'scenarios/burst.yaml'), 'utf8'),
      'contract: Example\n',
      'url: http://127.0.0.1:9/\n',
    ].map((text) => validated(['--stdin'], text).out);
    expect(said).toEqual([
      '✓ 1 scenario without an error\n',
      '✓ 1 contract file without an error\n',
      '✓ 1 target file without an error\n',
    ]);
  });

  test.each([
    ['nothing', '', 'empty-file', 'the file says nothing'],
    ['too much', 'x'.repeat(5_000_001), 'unreadable-file', 'it cannot be read: it is larger than 5 MB'],
    [
      'no text',
      new Uint8Array([0xff, 0xc0, 0x00]),
      'unreadable-file',
      'it cannot be read: line 1 is not UTF-8 text',
    ],
  ] as const)('says it plainly where %s is piped into it', (_what, input, code, message) => {
    const finished = validated(['--stdin', '--format', 'json'], input);
    expect(finished.code).toBe(EXIT.badInput);
    expect(documentOf(finished).diagnostics).toMatchObject([{ file: 'stdin.yaml', code, message }]);
  });

  test.each([
    [['--stdin', 'a.yaml'], '--stdin and paths cannot stand together'],
    [['--stdin-name', 'a.yaml', 'b.yaml'], '--stdin-name is the name of what --stdin reads'],
    [[], 'something is missing here: validate needs PATHS'],
    [['--stdin', '--format', 'xml'], 'expected one of "text", "json", "gcc"'],
  ])('refuses %j', (args, message) => {
    const { code, out, err } = validated(args);
    expect(code).toBe(EXIT.badInput);
    expect(out).toBe('');
    expect(err).toContain(message);
  });

  test('does not wait for somebody to type a file', async () => {
    const said: string[] = [];
    const terminal = {
      input: async () => 'terminal',
      err: (text: string) => void said.push(text),
      errStyle: { error: (text: string) => text },
    } as unknown as Terminal;
    expect(await validate({ stdin: true }, terminal)).toBe(EXIT.badInput);
    expect(said.join('')).toContain('--stdin: nothing is piped into it');
  });
});
