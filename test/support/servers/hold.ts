// Starts one server and holds it until it is killed: node hold.ts elasticsearch | opensearch | nginx | tinyproxy | sleep

import { startEngine } from './engine.ts';
import { startNginx } from './nginx.ts';
import { startTied, temporaryFolder } from './tied-process.ts';
import { startTunnel } from './tinyproxy.ts';

const HELD = {
  elasticsearch: () => startEngine('elasticsearch'),
  opensearch: () => startEngine('opensearch'),
  nginx: () => startNginx({ upstream: 'http://127.0.0.1:1' }),
  tinyproxy: () => startTunnel(),
  sleep: async () => {
    const { stop } = await startTied({
      what: 'sleep',
      command: 'sh',
      args: ['-c', 'echo asleep; exec sleep 60'],
      folder: temporaryFolder('sleep'),
      ready: /asleep/,
      withinSeconds: 10,
    });
    return { url: 'nothing', stop };
  },
} as const;

const held = await HELD[process.argv[2] as keyof typeof HELD]();
process.stdout.write('missing' in held ? `missing ${held.missing}\n` : `holds ${held.url}\n`);
