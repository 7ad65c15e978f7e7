// Whole runs against real systems: what the sender sent, what the system holds, and what the ledger says of the difference.

import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import type { RunResult } from '../../simulator/scenario/result.ts';
import { plainTarget, type Target } from '../../simulator/target/target.ts';
import { complaints } from '../scenarios/played.ts';
import { shipped } from '../scenarios/shipped.ts';
import { certificateAuthority } from '../support/self-made-certificate.ts';
import { startNginx } from '../support/servers/nginx.ts';
import { describeNginx, ENGINES, type Engine, OPENSEARCH, there } from '../support/servers/provided.ts';

function indexOf(
  engine: Engine,
  settings: Partial<Target['index'] & object> = {},
  url = engine.url(),
): Target {
  return {
    ...plainTarget(url),
    kind: 'elasticsearch',
    index: { name: 'ocs-sim-test-{run}', mapping: 'contract', keep: false, ...settings },
  };
}

async function played(file: string, target: Target, settings: readonly string[] = []): Promise<RunResult> {
  const scenario = await shipped(file, { set: settings });
  const result = await runScenario(scenario, { destination: { kind: 'target', target } });
  if ('kind' in result) throw new Error(result.message);
  return result;
}

const fates = ({ ledger }: RunResult) => Object.fromEntries(ledger.fates);

for (const engine of ENGINES) {
  engine.describe(`Into ${engine.title}`, () => {
    test('a day goes in and is read back, every document as it was sent', async () => {
      const result = await played('store-whole-day.yaml', indexOf(engine));
      expect(complaints(result)).toEqual([]);
      expect(result.store).toMatchObject({
        documents: 4_333,
        stored: 4_333,
        missing: 0,
        altered: 0,
        duplicated: 0,
        unexpected: 0,
        drift: [],
      });
    }, 240_000);

    test('a mapping conflict loses documents, each is named with the reason, and the drift is shown', async () => {
      const result = await played('store-mapping-conflict.yaml', indexOf(engine, { mapping: 'dynamic' }));
      expect(complaints(result)).toEqual([]);
      expect(fates(result)).toEqual({ stored: 8, rejected: 8 });
      const { losses } = result.ledger;
      expect(losses.length).toBeGreaterThan(0);
      expect(JSON.stringify(losses)).toContain('failed to parse field [GSW_CAMPAIGN_NAME] of type [date]');
      expect(result.store?.drift).toContainEqual(
        expect.objectContaining({ field: 'GSW_CAMPAIGN_NAME', wanted: 'keyword', found: 'date' }),
      );
    });

    test('with the mapping of the contract the same campaigns lose nothing', async () => {
      const result = await played('store-mapping-conflict.yaml', indexOf(engine));
      expect([fates(result), result.status]).toEqual([{ stored: 16 }, 'failed']);
    });
  });
}

OPENSEARCH.describe('Into OpenSearch', () => {
  test('what was stored although its answer never came is found there', async () => {
    const result = await played('answers-dropped-after-storing.yaml', indexOf(OPENSEARCH));
    expect(complaints(result)).toEqual([]);
    expect(fates(result)).toEqual({ stored: 6, 'timed out but stored': 3, 'reset but stored': 2 });
  });

  test('two minutes without a connection are told from a loss by the target', async () => {
    const result = await played('target-down-two-minutes.yaml', indexOf(OPENSEARCH));
    expect(complaints(result)).toEqual([]);
    expect(result.ledger.lostWhere.get('network')).toBe(13);
    expect(result.store).toMatchObject({ stored: 81, missing: 13 });
  });

  test('a run that demands nothing of the ledger still wants everything kept', async () => {
    const target = indexOf(OPENSEARCH, { mapping: 'dynamic' });
    const { expectations: _, ...scenario } = await shipped('store-mapping-conflict.yaml');
    const result = await runScenario(
      { ...scenario, expectations: [] },
      { destination: { kind: 'target', target } },
    );
    if ('kind' in result) throw new Error(result.message);
    expect(result.status).toBe('failed');
    expect(result.judged.map(({ verdict }) => verdict.title)).toEqual([
      'none gone, none rejected but stored, none altered and none duplicated',
    ]);
  });
});

OPENSEARCH.describe('Behind nginx', () => {
  const authority = certificateAuthority();
  const server = authority.issue();
  const client = authority.issue();

  describeNginx('that ends TLS and asks for a client certificate', () => {
    test('a run goes in and is read back with the certificates of its target', async () => {
      await using nginx = behind(
        await startNginx({ upstream: OPENSEARCH.url(), tls: server, clientCa: authority.cert }),
      );
      const tls = { ca: authority.cert, cert: client.cert, key: client.key, passphrase: null };
      const result = await played('answers-dropped-after-storing.yaml', {
        ...indexOf(OPENSEARCH, {}, nginx.url),
        tls,
      });
      expect(complaints(result)).toEqual([]);
      expect(result.store?.documents).toBe(11);
    });
  });

  describeNginx('that sends again what was not answered', () => {
    test('the duplicates are found, although the sender made each attempt once', async () => {
      const deaf = await keepsAndHangsUp(OPENSEARCH.url());
      await using nginx = behind(await startNginx({ upstream: [deaf.url, OPENSEARCH.url()], resends: true }));
      try {
        const result = await played('forced-unload.yaml', indexOf(OPENSEARCH, {}, nginx.url));
        const { documents, duplicated, stored } = result.store!;
        expect(duplicated).toBeGreaterThan(0);
        expect(documents).toBe(stored + 2 * duplicated);
        expect(result.counts.attempted).toBe(stored + duplicated);
        expect(fates(result)).toMatchObject({ duplicated });
        expect(result.status).toBe('failed');
      } finally {
        deaf.close();
      }
    });
  });
});

function behind(started: Awaited<ReturnType<typeof startNginx>>) {
  const nginx = there(started);
  return { url: nginx.url, [Symbol.asyncDispose]: () => nginx.stop() };
}

/** Hands each document on, and hangs up in place of its answer. */
async function keepsAndHangsUp(url: string): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    const onward = forward(new URL(request.url!, url), { method: request.method!, headers: request.headers });
    onward.on('response', (answer) => {
      if (request.method === 'POST' && request.url!.endsWith('/_doc')) {
        answer.resume().on('end', () => response.destroy());
      } else {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      }
    });
    request.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
