import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonValue } from '../../../receiver/contract/contract.ts';
import { openCommandStore } from '../../../simulator/store/command-store.ts';
import type { Store } from '../../../simulator/store/store.ts';
import type { Waiting } from '../../../simulator/store/until-there.ts';

const NO_TIME: Waiting = { nowMs: () => 0, pause: async () => {} };

/** A store read by a program of the test, in JavaScript. */
function script(code: string, more: { readonly withinSeconds?: number; readonly body?: string } = {}): Store {
  return commandStore([process.execPath, '-e', code, 'secret argument'], more);
}

function commandStore(
  command: readonly string[],
  { withinSeconds = 10, body = '$' }: { readonly withinSeconds?: number; readonly body?: string } = {},
  waiting: Waiting = NO_TIME,
): Store {
  return openCommandStore({
    url: 'http://127.0.0.1/in',
    settings: { kind: 'command', command, body, withinSeconds },
    redact: (text) => text.replaceAll('secret', '•••'),
    waiting,
  });
}

async function bodiesOf(store: Store): Promise<readonly JsonValue[]> {
  const bodies: JsonValue[] = [];
  for await (const { body } of store.documents()) bodies.push(body);
  return bodies;
}

/** A file of lines, and the program that prints it. */
function linesFile(waiting: Waiting = NO_TIME): {
  readonly write: (lines: readonly JsonValue[]) => void;
  readonly store: Store;
} {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'lines');
  const write = (lines: readonly JsonValue[]): void =>
    writeFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  write([]);
  const code = `process.stdout.write(require('node:fs').readFileSync(${JSON.stringify(path)}))`;
  return { write, store: commandStore([process.execPath, '-e', code], {}, waiting) };
}

describe('A program', () => {
  test('prints what is stored, one JSON value a line; the last line need not end', async () => {
    const store = script(
      `process.stdout.write('{"body":{"a":1}}\\n\\n{"body":"{\\\\"a\\\\":\\\\"é日\\\\"}"}\\r\\n{"b":3}')`,
      { body: '$.body' },
    );
    expect(await bodiesOf(store)).toEqual([{ a: 1 }, { a: 'é日' }, { b: 3 }]);
    expect(store.name).toBe(`what ${process.execPath} prints`);
    expect([store.idFrom('x'), await store.drift()]).toEqual([null, []]);
  });

  test('prints twenty thousand lines, and letters that fall between two pieces stay whole', async () => {
    const store = script(
      `const line = JSON.stringify({ name: 'é日😀'.repeat(9) }) + '\\n';
       process.stdout.write(line.repeat(20_000));`,
    );
    let count = 0;
    for await (const { body } of store.documents()) {
      if ((body as { readonly name: string }).name !== 'é日😀'.repeat(9)) throw new Error('broken');
      count += 1;
    }
    expect(count).toBe(20_000);
  });

  test('is run before the run: what it prints then is left out', async () => {
    const { write, store } = linesFile();
    write(['old', 'old', 'older']);
    expect(await store.prepare()).toBeNull();
    write(['old', 'new', 'older', 'old', 'old']);
    expect(await store.refresh(2)).toBeNull();
    expect(await bodiesOf(store)).toEqual(['new', 'old']);
  });

  test('is run again until it prints as many lines as were taken', async () => {
    let nowMs = 0;
    const pauses: number[] = [];
    const { write, store } = linesFile({
      nowMs: () => nowMs,
      pause: async (ms) => {
        nowMs += ms;
        pauses.push(ms);
        write(Array.from(pauses.keys()));
      },
    });
    expect(await store.prepare()).toBeNull();
    expect(await store.refresh(2)).toBeNull();
    expect(pauses).toEqual([100, 200]);
    expect(await bodiesOf(store)).toEqual([0, 1]);
  });

  test('gets its arguments as they are: no shell reads them', async () => {
    const store = commandStore([
      process.execPath,
      '-e',
      'console.log(JSON.stringify(process.argv.slice(1)))',
      '$HOME',
      '; echo x',
      '*',
      'a "quoted" one',
    ]);
    expect(await bodiesOf(store)).toEqual([['$HOME', '; echo x', '*', 'a "quoted" one']]);
  });

  test('is ended when nobody reads on', async () => {
    const store = script(`setInterval(() => console.log('{}'), 1)`);
    for await (const { body } of store.documents()) {
      expect(body).toEqual({});
      break;
    }
  });
});

test('An interruption kills the program at once, and every later one before it says a word', async () => {
  const interruption = new AbortController();
  const store = openCommandStore({
    url: 'http://127.0.0.1/in',
    settings: {
      kind: 'command',
      command: [process.execPath, '-e', `console.log('{}'); setInterval(() => {}, 1_000)`],
      body: '$',
      withinSeconds: 3_600,
    },
    redact: (text) => text,
    signal: interruption.signal,
  });
  const reading = (async () => {
    for await (const _ of store.documents()) interruption.abort();
  })();
  await expect(reading).rejects.toThrow('the run was interrupted');
  expect(await store.prepare()).toMatchObject({ code: 'INTERRUPTED' });
});

describe('Trouble is told in a sentence:', () => {
  const NODE = process.execPath;

  test('a program that is not there', async () => {
    const store = commandStore(['no-such-program-anywhere', 'secret']);
    expect(await store.prepare()).toEqual({
      kind: 'environment',
      code: 'ENOENT',
      message: 'the command no-such-program-anywhere, which reads back what is stored, is not there',
      hint: 'is the program installed, and its name or path right?',
    });
  });

  test.skipIf(process.platform === 'win32')('a file that may not be run', async () => {
    expect(await commandStore([import.meta.filename]).prepare()).toMatchObject({
      code: 'EACCES',
      message: expect.stringMatching(/ may not be run$/),
    });
  });

  test('an argument that no system takes', async () => {
    expect(await commandStore([NODE, 'a\0b']).prepare()).toMatchObject({
      message: expect.stringMatching(/ cannot be run: .*null bytes/),
    });
  });

  test('an exit code, with the last lines that it said, without secrets', async () => {
    const store = script(
      `console.log('{}'); for (let n = 1; n <= 9; n++) console.error('complaint ' + n); console.error('no secret'); process.exitCode = 3`,
    );
    expect(await store.prepare()).toEqual({
      kind: 'environment',
      code: 'EXIT',
      message: `the command ${NODE}, which reads back what is stored, ended with exit code 3 after 1 line; it says:\ncomplaint 6\ncomplaint 7\ncomplaint 8\ncomplaint 9\nno •••`,
      hint: 'run it by hand to see what it does',
    });
    await expect(bodiesOf(store)).rejects.toThrow('ended with exit code 3 after 1 line');
    expect(await store.refresh(1)).toMatchObject({ code: 'EXIT' });
  });

  test.skipIf(process.platform === 'win32')('a signal', async () => {
    expect(await script(`process.kill(process.pid, 'SIGTERM')`).prepare()).toMatchObject({
      code: 'EXIT',
      message: `the command ${NODE}, which reads back what is stored, was ended by SIGTERM after 0 lines`,
    });
  });

  test('a line that is no JSON, with its number', async () => {
    const store = script(`console.log('{}\\n\\n{"cut":'); console.log('secret')`);
    await expect(bodiesOf(store)).rejects.toMatchObject({
      trouble: {
        code: 'NOT_JSON',
        message: `line 3 of what the command ${NODE} prints is no JSON: {"cut":`,
      },
    });
    expect(await store.prepare()).toMatchObject({ code: 'NOT_JSON' });
  });

  test('a program that neither prints nor ends is killed', async () => {
    const store = script(`console.error('waiting'); setInterval(() => {}, 1_000)`, { withinSeconds: 0.4 });
    const trouble = await store.prepare();
    expect(trouble).toMatchObject({
      code: 'ETIMEDOUT',
      hint: 'give it more time by `within`, or run it by hand to see what it waits for',
    });
    // On a busy machine it may be killed before it can say anything.
    const [message, said = 'waiting'] = trouble!.message.split('; it says:\n');
    expect(message).toBe(
      `the command ${NODE}, which reads back what is stored, printed nothing for 0.4 s and did not end: it was killed`,
    );
    expect(said).toBe('waiting');
  });

  test('a program that has closed its output and does not end is killed', async () => {
    const store = script(`require('node:fs').closeSync(1); setInterval(() => {}, 1_000)`, {
      withinSeconds: 0.4,
    });
    expect(await store.prepare()).toMatchObject({ code: 'ETIMEDOUT' });
  });

  test('a program that prints without end is killed', async () => {
    const endless = `const text = '1\\n'.repeat(5_000); const write = () => process.stdout.write(text, write); write()`;
    expect(await script(endless).prepare()).toMatchObject({
      code: 'TOO_MUCH',
      message: `what ${NODE} prints holds more than 100,000 items before the run, or has no end`,
    });
    await expect(bodiesOf(script(endless))).rejects.toThrow(
      'printed more than 100,000 lines, or prints without end',
    );
  });

  test('and nothing in it acts on a terminal', async () => {
    const [line, complaint] = [
      script(`console.log('\\u001b[31mred\\u0007')`),
      script(`console.error('\\u001b]0;title\\u0007'); process.exitCode = 1`),
    ];
    expect(await line.prepare()).toMatchObject({
      message: expect.stringMatching(/JSON: \\u001b\[31mred\\u0007$/),
    });
    expect(await complaint.prepare()).toMatchObject({
      message: expect.stringMatching(/\n\\u001b\]0;title\\u0007$/),
    });
  });

  test('a path that is none', () => {
    expect(() => commandStore([NODE], { body: '$[' })).toThrow('the path of the body, $[, cannot be read');
  });
});
