import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');

/** What the command line loads for its arguments: files of ours from the root of the project, and the names of packages. */
function loadedFor(...args: readonly string[]): ReadonlySet<string> {
  const hooks = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    process.on('exit', () => process.stderr.write('loaded ' + JSON.stringify(loaded)));
  `;
  const script = join(ROOT, 'simulator/cli/bin.ts');
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(hooks)}`];
  const shell = ['-c', '"$0" "$@" 2>&1 >/dev/null', process.execPath, ...flags, script, ...args];
  const output = execFileSync('sh', shell, { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 });
  const urls = JSON.parse(/loaded (\[.*)$/s.exec(output)![1]!) as string[];
  return new Set(
    urls
      .filter((url) => url.startsWith('file:'))
      .map((url) => decodeURIComponent(new URL(url).pathname).replace(`${ROOT}/`, ''))
      .map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? path),
  );
}

test('help loads the table of commands, and nothing that any of them works with', () => {
  const loaded = loadedFor('--help');
  expect(loaded).toContain('simulator/cli/command-table.ts');
  expect(
    [...loaded].filter((each) => /\/shape\.ts$|source\.ts$|scenario-shape|^yaml$|^fastify$/.test(each)),
  ).toEqual([]);
});

test('validate loads neither what sends, nor what receives, nor what reports', () => {
  const loaded = loadedFor('validate', 'scenarios/full-lifecycle.yaml');
  expect(loaded).toContain('yaml');
  expect(loaded).not.toContain('fastify');
  expect(loaded).not.toContain('undici');
  expect([...loaded].filter((each) => /^simulator\/harness\/|report\/text\.ts$/.test(each))).toEqual([]);
});

test('a run loads no compiler of schemas, which fastify would by itself', () => {
  const loaded = loadedFor('run', 'scenarios/full-lifecycle.yaml');
  expect(loaded).toContain('fastify');
  expect(loaded).toContain('undici');
  expect([...loaded].filter((each) => /^ajv$|^@fastify\/.*-compiler$|^pino/.test(each))).toEqual([]);
});
