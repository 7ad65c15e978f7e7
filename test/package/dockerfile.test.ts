import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { onFreePort } from '../support/servers/on-free-port.ts';
import { play, readDockerfile, sentToBuilder, stepsNamed } from './support/dockerfile.ts';
import { emptyFolder, environment, run } from './support/packed.ts';
import { testWith } from './support/test-with.ts';

const ROOT = join(import.meta.dirname, '../..');
const PATH = join(ROOT, 'Dockerfile');
const STAGES = readDockerfile(readFileSync(PATH, 'utf8'));
const IMAGE = STAGES.at(-1)!;
const PACKAGE = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
};
const LOCK = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version: string }>>;
};

function jsonOf(name: string): readonly string[] {
  const [only] = stepsNamed(IMAGE, name);
  return JSON.parse(only!.slice(only!.indexOf('['))) as readonly string[];
}

testWith('hadolint')('hadolint has nothing against the Dockerfile', async () => {
  expect(await run('hadolint', ['--failure-threshold', 'style', PATH], ROOT)).toBe('');
});

test('every stage is built on one pinned version of Node.js, the one that the tests run on', () => {
  expect(STAGES).toHaveLength(3);
  const pinned = LOCK.packages['node_modules/node']!.version;
  expect(STAGES.map(({ base }) => base.replace(/-(?:alpine|bookworm-slim)$/, ''))).toEqual(
    STAGES.map(() => `node:${pinned}`),
  );
});

test('the image is installed from the lock file, runs no script of other people, and nothing of the build is in it', () => {
  const installs = STAGES.flatMap((stage) => stepsNamed(stage, 'RUN')).filter((command) =>
    /\bnpm (?!run)/.test(command),
  );
  expect(installs).toHaveLength(2);
  for (const command of installs) expect(command).toMatch(/^npm ci .*--ignore-scripts/);
  const copied = stepsNamed(IMAGE, 'COPY');
  expect(copied.filter((rest) => rest.startsWith('--from='))).toEqual([
    '--from=dependencies /opt/ocs-sim/node_modules /opt/ocs-sim/node_modules',
    '--from=build /build/dist /opt/ocs-sim/dist',
  ]);
  expect(stepsNamed(STAGES.find(({ name }) => name === 'dependencies')!, 'RUN')[0]).toMatch('--omit=dev');
});

test('it runs as a user without rights, by its number, which an orchestrator can check', () => {
  expect(stepsNamed(IMAGE, 'USER')).toEqual(['1000:1000']);
  const names = IMAGE.steps.map(({ name }) => name);
  expect(names.lastIndexOf('RUN')).toBeLessThan(names.indexOf('USER'));
});

test('it is called as the command is, without a shell in between, and its label has the version of the package', () => {
  expect(jsonOf('ENTRYPOINT')).toEqual(['ocs-sim']);
  expect(jsonOf('CMD')[0]).toBe('receive');
  expect(stepsNamed(IMAGE, 'EXPOSE')).toEqual(['8080 8081']);
  expect(stepsNamed(IMAGE, 'LABEL')[0]).toContain(`org.opencontainers.image.version="${PACKAGE.version}"`);
});

test('the builder is sent what is copied, and nothing else', () => {
  const copied = STAGES.flatMap((stage) => stepsNamed(stage, 'COPY'))
    .filter((rest) => !rest.startsWith('--from='))
    .flatMap((rest) => rest.split(/\s+/).slice(0, -1));
  const roots = new Set(copied.map((path) => path.split('/')[0]!));
  expect(sentToBuilder(join(ROOT, '.dockerignore'))).toEqual(
    expect.arrayContaining([...new Set(copied.filter((path) => !path.includes('/')))]),
  );
  expect(new Set(sentToBuilder(join(ROOT, '.dockerignore')).map((path) => path.split('/')[0]!))).toEqual(
    roots,
  );
});

test.runIf(process.env.OCS_TEST_PACKAGES === 'required')(
  'its steps, played without Docker, give a command that receives, is healthy, and plays a shipped scenario',
  { timeout: 120_000 },
  async () => {
    const folder = emptyFolder('image');
    try {
      const root = play(STAGES, ROOT, folder, join(process.execPath, '..'));
      const bin = join(root, 'usr/local/bin');
      const env = { ...environment(), PATH: `${bin}:${join(process.execPath, '..')}:${process.env.PATH}` };
      for (const dev of ['typescript', 'vitest', 'yaml'])
        expect(existsSync(join(root, 'opt/ocs-sim/node_modules', dev))).toBe(false);
      await onFreePort(async (port) => {
        const args = jsonOf('CMD').map((word) =>
          word === '8080' ? '0' : word === '8081' ? String(port) : word,
        );
        const container = spawn(jsonOf('ENTRYPOINT')[0]!, args, { cwd: join(root, 'work'), env });
        let said = '';
        for (const stream of [container.stdout, container.stderr])
          stream.setEncoding('utf8').on('data', (text: string) => {
            said += text;
          });
        const ended = once(container, 'close');
        while (!said.includes('control API at'))
          if (await Promise.race([ended.then(() => true), once(container.stderr, 'data').then(() => false)]))
            throw new Error(said);
        const [program, ...rest] = jsonOf('HEALTHCHECK').map((word) => word.replace(':8081/', `:${port}/`));
        expect(await run(program!, rest, folder)).toBe('');
        // What `docker stop` sends.
        container.kill('SIGTERM');
        expect(await ended).toEqual([0, null]);
        await expect(run(program!, rest, folder)).rejects.toThrow();
      });
      const scenario = join(root, 'opt/ocs-sim/scenarios/full-lifecycle.yaml');
      expect(await run(join(bin, 'ocs-sim'), ['run', scenario], folder)).toMatch('passed');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
