import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { ENGINE_NAMES, engineJars } from '../support/servers/engine-jars.ts';
import { ENGINES, newIndexName } from '../support/servers/provided.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

for (const engine of ENGINES) {
  engine.test(`${engine.title} takes a document and gives it back`, async () => {
    const index = `${engine.url()}/${newIndexName()}`;
    const body = '{"GSW_CAMPAIGN_NAME":"spring","GSW_STAT_HIT_RATIO":0.85}';
    const answer = await fetch(`${index}/_doc`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(201);
    const { _id } = (await answer.json()) as { readonly _id: string };
    const found = await fetch(`${index}/_doc/${_id}`);
    expect(await found.json()).toMatchObject({ found: true, _source: JSON.parse(body) });
    await fetch(index, { method: 'DELETE' });
  });
}

test.each(ENGINE_NAMES)(
  'the jars of %s are fetched once, and taken from the cache from then on',
  async (engine) => {
    const cache = mkdtempSync(join(tmpdir(), 'ocs-sim-cache-'));
    const maven = mkdtempSync(join(tmpdir(), 'ocs-sim-maven-'));
    const script =
      '#!/bin/sh\nfor each; do last=$each; done\necho jar >"${last#-DoutputDirectory=}/one.jar"\n';
    writeFileSync(join(maven, 'mvn'), script, { mode: 0o755 });
    vi.stubEnv('OCS_TEST_CACHE', cache);
    vi.stubEnv('PATH', `${maven}:${process.env.PATH}`);
    const first = await engineJars(engine);
    expect(first).toEqual({
      folder: expect.stringMatching(
        engine === 'opensearch' ? /opensearch-2\.[\d.]+$/ : /elasticsearch-7\.10\.[\d.]+$/,
      ),
    });
    writeFileSync(join(maven, 'mvn'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    expect(await engineJars(engine)).toEqual(first);
    rmSync(cache, { recursive: true });
    rmSync(maven, { recursive: true });
  },
);

test('jars that cannot be fetched are missing, with what mvn says about it', async () => {
  const cache = mkdtempSync(join(tmpdir(), 'ocs-sim-cache-'));
  const maven = mkdtempSync(join(tmpdir(), 'ocs-sim-maven-'));
  writeFileSync(join(maven, 'mvn'), '#!/bin/sh\necho "[ERROR] no route to host"\nexit 1\n', { mode: 0o755 });
  vi.stubEnv('OCS_TEST_CACHE', cache);
  vi.stubEnv('PATH', `${maven}:${process.env.PATH}`);
  expect(await engineJars('opensearch')).toEqual({
    missing: 'jars from Maven Central (no route to host)',
    remedy: 'mvn has to reach it once',
  });
  rmSync(cache, { recursive: true });
  rmSync(maven, { recursive: true });
});
