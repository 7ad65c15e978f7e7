import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startReceiver } from '../../../receiver/index.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What a fresh process loads: Node's own modules left out, paths from the root of the project. */
function loadedBy(path: string): readonly string[] {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    await import(${JSON.stringify(join(ROOT, path))});
    process.stdout.write(JSON.stringify(loaded));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });
  return (JSON.parse(output) as string[])
    .filter((url) => url.startsWith('file:'))
    .map((url) => decodeURIComponent(new URL(url).pathname).replace(`${ROOT}/`, ''));
}

test.each(['receiver/index.ts', 'receiver/vitest/index.ts'])('%s loads nothing of the sender', (path) => {
  const loaded = loadedBy(path);
  expect(loaded).toContain(path);
  expect(loaded).toContain('receiver/expect/create-expectation.ts');
  expect(loaded.filter((each) => each.startsWith('simulator/'))).toEqual([]);
  expect(
    loaded.filter((each) => /node_modules\/(?:undici|@faker-js|pino-pretty|yargs)\//.test(each)),
  ).toEqual([]);
});

test('the library alone does not load vitest', () => {
  expect(loadedBy('receiver/index.ts').filter((each) => each.includes('node_modules/vitest'))).toEqual([]);
});

test('a receiver that is started loads nothing of the sender either', async () => {
  await using receiver = await startReceiver();
  expect(receiver.listening).toBe(true);
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { startReceiver } = await import(${JSON.stringify(join(ROOT, 'receiver/index.ts'))});
    const receiver = await startReceiver();
    await receiver.close();
    process.stdout.write(String(loaded.some((url) => url.includes('/simulator/') || url.includes('/undici/'))));
  `;
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(output).toBe('false');
});
