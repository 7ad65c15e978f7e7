// A process of its own that opens many connections and says nothing on them, so that its descriptors are not the receiver's:
// node idle-connections.ts PORT COUNT. It prints `open N`, then `over N REASON=COUNT ...` once all of them are closed.

import { connect } from 'node:net';

const [port, count] = process.argv.slice(2).map(Number) as [number, number];
const AT_ONCE = 200;

const ends = new Map<string, number>();
let [started, opened, over] = [0, 0, 0];

function openNext(): void {
  if (started === count) return;
  started += 1;
  const socket = connect({ port, host: '127.0.0.1' });
  let received = '';
  let error: string | null = null;
  let connected = false;
  const settled = (): void => {
    if (connected) return;
    connected = true;
    opened += 1;
    if (opened === count) process.stdout.write(`open ${count}\n`);
    openNext();
  };
  socket.on('connect', settled);
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
  });
  socket.on('error', (problem: NodeJS.ErrnoException) => {
    error = problem.code ?? problem.message;
  });
  socket.on('close', () => {
    settled();
    over += 1;
    const end = received.split(' ')[1] ?? error ?? 'closed';
    ends.set(end, (ends.get(end) ?? 0) + 1);
    if (over < count) return;
    process.stdout.write(`over ${over} ${[...ends].map(([name, times]) => `${name}=${times}`).join(' ')}\n`);
  });
}

for (let i = 0; i < AT_ONCE; i += 1) openNext();
