import { describe, expect, test } from 'vitest';
import { rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

async function posted(head: string, lenientHost = false) {
  await using receiver = await startedReceiver({ lenientHost });
  const client = await rawClient(receiver.port);
  client.send(`${head}\r\nContent-Length: 2\r\n\r\n{}`);
  const record = await recordOf(receiver, 1);
  await client.until('\r\n\r\n');
  client.socket.destroy();
  return { status: Number(client.received.split(' ')[1]), record, answer: client.received };
}

describe('An HTTP/1.1 request must name one host (RFC 9112, section 3.2)', () => {
  test.each([
    ['none', 'POST / HTTP/1.1', 'Host header missing'],
    ['none, though the target names one', 'POST http://x/ HTTP/1.1', 'Host header missing'],
    ['two', 'POST / HTTP/1.1\r\nHost: a\r\nHost: b', 'several Host headers'],
    ['two equal ones', 'POST / HTTP/1.1\r\nHost: a\r\nhost: a', 'several Host headers'],
    ['one that is no host', 'POST / HTTP/1.1\r\nHost: a/b', 'invalid Host header'],
  ])('%s: it is answered 400, recorded, and no notification that was taken', async (_what, head, manner) => {
    const { status, record, answer } = await posted(head);
    expect(status).toBe(400);
    expect(record.reply.manner).toBe(manner);
    expect(record.content).toEqual({ kind: 'unusable', problem: 'not let in', detail: manner });
    expect(answer.toLowerCase()).toContain('\r\nconnection: close\r\n');
  });

  test.each([
    ['one', 'POST / HTTP/1.1\r\nHost: states.example:8080'],
    ['an IPv6 address', 'POST / HTTP/1.1\r\nHost: [::1]:8080'],
    ['an empty one', 'POST / HTTP/1.1\r\nHost:'],
    ['none in HTTP/1.0', 'POST / HTTP/1.0'],
  ])('%s: it is taken', async (_what, head) => {
    const { status, record } = await posted(head);
    expect([status, record.content.kind]).toEqual([200, 'object']);
  });

  test.each(['POST / HTTP/1.1', 'POST / HTTP/1.1\r\nHost: a\r\nHost: b', 'POST / HTTP/1.1\r\nHost: a/b'])(
    'a lenient receiver takes %j',
    async (head) => {
      const { status, record } = await posted(head, true);
      expect([status, record.content.kind]).toEqual([200, 'object']);
    },
  );
});
