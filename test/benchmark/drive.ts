// A driver for machines without wrk: node drive.ts PORT SECONDS CONNECTIONS BODIES.json. Each connection sends the next request when
// it has the whole answer to the one before; prints a LoadResult as JSON.

import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { LoadResult } from './load.ts';

const [port, seconds, connections] = process.argv.slice(2, 5).map(Number) as [number, number, number];
const requests = (JSON.parse(readFileSync(process.argv[5]!, 'utf8')) as readonly string[]).map((body) =>
  Buffer.from(
    `POST /states HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  ),
);

let [sent, answered, errors] = [0, 0, 0];
const from = process.hrtime.bigint();
const elapsed = (): number => Number(process.hrtime.bigint() - from) / 1e9;
const sockets: Socket[] = [];

function send(socket: Socket): void {
  sent += 1;
  socket.write(requests[sent % requests.length]!);
}

for (let i = 0; i < connections; i += 1) {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => send(socket));
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    if (!isWhole(text)) return;
    answered += 1;
    if (!/^HTTP\/1\.1 2/.test(text)) errors += 1;
    text = '';
    send(socket);
  });
  socket.on('error', () => {
    errors += 1;
  });
  sockets.push(socket);
}

setTimeout(() => {
  for (const socket of sockets) socket.destroy();
  const result: LoadResult = { requestsPerSecond: answered / elapsed(), requests: answered, errors };
  process.stdout.write(JSON.stringify(result));
}, seconds * 1_000);

function isWhole(answer: string): boolean {
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer)?.[1];
  return length === undefined
    ? answer.endsWith('\r\n0\r\n\r\n')
    : answer.length >= headEnd + 4 + Number(length);
}
