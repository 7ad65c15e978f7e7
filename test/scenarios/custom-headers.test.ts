import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { shipped } from './shipped.ts';

// No expectation of a scenario looks at headers, so what custom-headers.yaml shows is proved by a server that is not ours.
test('the scenario on custom headers puts them on every POST, for each group its own', async () => {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    request.resume().once('end', () => response.end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const result = await runScenario(await shipped('custom-headers.yaml'), {
      destination: { kind: 'target', url },
    });
    expect(result).not.toHaveProperty('kind');
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  const keys = seen.map((headers) => `${headers['x-api-key']} ${headers['x-site']}`).sort();
  expect(keys).toEqual([
    ...Array.from({ length: 5 }, () => 'secret-of-the-bank EU-1'),
    ...Array.from({ length: 5 }, () => 'secret-of-the-shop EU-2'),
  ]);
});
