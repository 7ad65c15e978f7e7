// A target as companies have it: behind nginx, which wants a certificate of the client, beyond a proxy that wants credentials.

import { expect, test } from 'vitest';
import { runScenario } from '../../simulator/harness/run-scenario.ts';
import { reach } from '../../simulator/target/reach.ts';
import { plainTarget, type Target } from '../../simulator/target/target.ts';
import { HEAD, scenarioOf } from '../simulator/harness/playing.ts';
import { closedPort } from '../support/raw-server.ts';
import { certificateAuthority } from '../support/self-made-certificate.ts';
import { startNginx } from '../support/servers/nginx.ts';
import { describeNginx, describeTinyproxy, there } from '../support/servers/provided.ts';
import { startTunnel } from '../support/servers/tinyproxy.ts';
import { startedReceiver } from '../support/started-receiver.ts';

const SCENARIO = `${HEAD}\nsteps: [{ load: spring }, { wait: 25s }, { unload: spring }]\nexpect: [{ lost: none }]\n`;
const [servers, clients] = [certificateAuthority('Servers'), certificateAuthority('Clients')];

function targetAt(origin: string, more: Partial<Target> = {}): Target {
  return {
    ...plainTarget(`${origin}/states`),
    tls: { ca: servers.cert, ...clients.issue({ name: 'OCS' }), passphrase: null },
    ...more,
  };
}

describeNginx('Behind nginx', () => {
  test('a run shows its certificate, its headers, and passes', async () => {
    await using receiver = await startedReceiver({
      access: [{ scheme: 'bearer', token: 'open-sesame' }],
    });
    const nginx = there(
      await startNginx({ upstream: receiver.url, tls: servers.issue(), clientCa: clients.cert }),
    );
    const target = targetAt(nginx.url, { headers: { authorization: 'Bearer open-sesame' } });
    const result = await runScenario(await scenarioOf(SCENARIO), {
      destination: { kind: 'target', target },
    });
    await nginx.stop();
    expect(result).toMatchObject({ status: 'passed', counts: { attempted: 4, delivered: 4 } });
    expect(receiver.journal.size).toBe(4);
  });

  test('its certificate is named where it is not trusted', async () => {
    const nginx = there(await startNginx({ upstream: 'http://127.0.0.1:1', tls: servers.issue() }));
    const trouble = await reach(targetAt(nginx.url, { tls: null }));
    await nginx.stop();
    expect(trouble?.message).toMatch(/issued by CN=Servers/);
  });

  test('http where it speaks https is answered in http, and nothing is delivered', async () => {
    const nginx = there(await startNginx({ upstream: 'http://127.0.0.1:1', tls: servers.issue() }));
    const result = await runScenario(await scenarioOf(SCENARIO), {
      destination: { kind: 'target', target: plainTarget(`${nginx.url.replace('https', 'http')}/states`) },
    });
    await nginx.stop();
    expect(result).toMatchObject({ status: 'failed', counts: { attempted: 4, delivered: 0 } });
  });
});

describeTinyproxy('Beyond tinyproxy', () => {
  const user = { name: 'ocs', password: 'sesame' };

  test('a run goes through the tunnel with the credentials of the proxy', async () => {
    await using receiver = await startedReceiver({ tls: { certificate: servers.issue() } });
    const tunnel = there(await startTunnel({ user }));
    const proxy = tunnel.url.replace('//', '//ocs:sesame@');
    const result = await runScenario(await scenarioOf(SCENARIO), {
      destination: { kind: 'target', target: targetAt(receiver.url, { proxy }) },
    });
    await tunnel.stop();
    expect(result).toMatchObject({ status: 'passed', counts: { attempted: 4, delivered: 4 } });
    expect(receiver.journal.size).toBe(4);
  });

  test.each([
    ['', 'PROXY_407'],
    ['ocs:wrong@', 'PROXY_401'],
  ])('the proxy is named where credentials are wrong: "%s"', async (credentials, code) => {
    const tunnel = there(await startTunnel({ user }));
    const trouble = await reach(
      targetAt('https://127.0.0.1:1', { proxy: tunnel.url.replace('//', `//${credentials}`) }),
    );
    await tunnel.stop();
    expect(trouble).toMatchObject({
      code,
      message: expect.stringMatching(
        /^the proxy http:\/\/127\.0\.0\.1:\d+ cannot be reached: it does not let/,
      ),
    });
  });

  test('the target is named where the proxy does not reach it', async () => {
    const tunnel = there(await startTunnel());
    const origin = `https://127.0.0.1:${await closedPort()}`;
    const trouble = await reach(targetAt(origin, { proxy: tunnel.url }));
    await tunnel.stop();
    expect(trouble?.message).toMatch(
      /^the target .*: the proxy could not connect to it \(HTTP\/1\.[01] 50\d/,
    );
  });
});
