import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { rawClient } from '../support/raw-client.ts';
import { certificateAuthority } from '../support/self-made-certificate.ts';
import { describeTinyproxy, there } from '../support/servers/provided.ts';
import { startTunnel } from '../support/servers/tinyproxy.ts';
import { recordOf, startedReceiver } from '../support/started-receiver.ts';

/** Asks for a tunnel; the client, and the status of the answer. */
async function tunnelled(proxyPort: number, to: number, header = '') {
  const client = await rawClient(proxyPort);
  client.send(`CONNECT 127.0.0.1:${to} HTTP/1.1\r\nHost: 127.0.0.1:${to}\r\n${header}\r\n`);
  const head = await client.until('\r\n\r\n');
  return { client, status: Number(/^HTTP\/1\.\d (\d+)/.exec(head)?.[1]) };
}

describeTinyproxy('tinyproxy', () => {
  test('opens a tunnel, through which https goes untouched', async () => {
    const authority = certificateAuthority();
    await using receiver = await startedReceiver({ tls: { certificate: authority.issue() } });
    const tunnel = there(await startTunnel());
    const { client, status } = await tunnelled(tunnel.port, receiver.port);
    expect(status).toBe(200);
    const secure = connect({ socket: client.socket, ca: authority.cert, servername: 'localhost' });
    secure.write(
      'POST /states HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}',
    );
    expect((await recordOf(receiver, 1)).body.toString()).toBe('{}');
    secure.destroy();
    expect(await tunnel.until(/CONNECT /)).toContain(`CONNECT 127.0.0.1:${receiver.port}`);
    await tunnel.stop();
  });

  test('asks for a name and a password, if it is told to', async () => {
    await using receiver = await startedReceiver();
    const tunnel = there(await startTunnel({ user: { name: 'ocs', password: 'sesame' } }));
    const shown = (credentials: string) =>
      `Proxy-Authorization: Basic ${Buffer.from(credentials).toString('base64')}\r\n`;
    for (const [header, expected] of [
      ['', 407],
      [shown('ocs:wrong'), 401],
      [shown('ocs:sesame'), 200],
    ] as const) {
      const { client, status } = await tunnelled(tunnel.port, receiver.port, header);
      expect(status).toBe(expected);
      client.socket.destroy();
    }
    await tunnel.stop();
  });

  test('opens tunnels to certain ports only, if it is told to', async () => {
    await using receiver = await startedReceiver();
    const tunnel = there(await startTunnel({ connectPorts: [443] }));
    const { client, status } = await tunnelled(tunnel.port, receiver.port);
    expect(status).toBe(403);
    client.socket.destroy();
    await tunnel.stop();
  });
});
