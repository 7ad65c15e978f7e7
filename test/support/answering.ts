import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A plain HTTP server on a free loopback port that answers each request with a status. */
export async function answering(
  statusOf: (count: number) => number,
): Promise<AsyncDisposable & { readonly url: string }> {
  let count = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.writeHead(statusOf(++count)).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
