import { describe, expect, test } from 'vitest';
import { newReading } from '../../../receiver/document/shape.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import type { ReceiverOptions } from '../../../receiver/receiver.ts';
import type { ReplyRule } from '../../../receiver/reply/reply-plan.ts';
import { replyShape } from '../../../receiver/reply/reply-shape.ts';
import { post, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

function rules(text: string): readonly ReplyRule[] {
  const reply = replyShape.read(readYaml({ name: 'reply', text }).root!, newReading());
  if (reply?.change.kind !== 'in front') throw new Error(`no rules: ${text}`);
  return reply.change.rules;
}

/** What goes over the wire to one POST, and what its record says. */
async function answered(text: string, options: ReceiverOptions = {}) {
  await using receiver = await startedReceiver({ replies: rules(text), ...options });
  const client = await rawClient(receiver.port);
  client.send(post('{"GSW_CAMPAIGN_NAME":"Frühling"}'));
  const { reply } = await recordOf(receiver, 1);
  const { received, error } = await client.ended;
  await receiver.idle();
  return { received: Buffer.from(received, 'latin1').toString(), error, reply };
}

const HEAD =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 14\r\nConnection: keep-alive\r\n\r\n';

describe('A fault goes over the wire as it is planned, and its record says so', () => {
  test('close before headers: FIN without a byte', async () => {
    expect(await answered('close before headers')).toEqual({
      received: '',
      error: null,
      reply: {
        status: null,
        manner: 'close before headers',
        delayMs: 0,
        fault: { rule: 'rule 1', kinds: ['close'] },
      },
    });
  });

  test('close mid-body: half of what the headers promise', async () => {
    expect(await answered('close mid-body')).toEqual({
      received: `${HEAD}{"recor`,
      error: null,
      reply: {
        status: 200,
        manner: 'close mid-body',
        delayMs: 0,
        fault: { rule: 'rule 1', kinds: ['close'] },
      },
    });
  });

  test('close after answer: all of it, and the promise to keep the connection is broken', async () => {
    const { received, error, reply } = await answered('{ name: hasty, close: after answer }');
    expect([received, error]).toEqual([`${HEAD}{"recorded":1}`, null]);
    expect(reply.fault).toEqual({ rule: 'hasty', kinds: ['close'] });
  });

  test('close after answer, where the answer has no body', async () => {
    const { received } = await answered('{ status: 204, close: after answer }');
    expect(received).toBe('HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n');
  });

  test.each([
    ['status line', /^HTTP\/1\.1 OK 200\r\n/],
    ['header', /\r\na line without what belongs in it\r\n/],
    ['two lengths', /Content-Length: 14\r\nContent-Length: 15\r\n\r\n\{"recorded":1\}$/],
    ['chunk size', /Transfer-Encoding: chunked\r\n\r\nmany\r\n\{"recorded":1\}\r\n0\r\n\r\n$/],
  ])('malformed %s', async (part, wire) => {
    const { received, reply } = await answered(`{ malformed: ${part} }`);
    expect(received).toMatch(wire);
    expect(reply).toEqual({
      status: 200,
      manner: `malformed ${part}`,
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['malformed'], malformed: part },
    });
    await expect(
      (async () => {
        await using receiver = await startedReceiver({ replies: rules(`{ malformed: ${part} }`) });
        await (await fetch(receiver.url, { method: 'POST', body: '{}' })).text();
      })(),
    ).rejects.toThrow();
  });

  test('truncated: the headers are content with it, JSON is not', async () => {
    await using receiver = await startedReceiver({
      replies: rules('{ status: 503, body: { error: busy }, truncate: { bytes: 8 } }'),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect(await client.until('{"error"')).toMatch(/Content-Length: 8\r\n[\s\S]*\r\n\r\n\{"error"$/);
    expect(receiver.journal.get(1)!.reply).toEqual({
      status: 503,
      manner: '503, truncated',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['status', 'headers', 'body', 'truncation'] },
    });
    client.send(post('{}'));
    await recordOf(receiver, 2);
  });

  test('garbage: the same bytes for the same seed', async () => {
    const bytes = async (seed: number) => {
      await using receiver = await startedReceiver({ replies: rules('{ garbage: 40 }'), seed });
      const client = await rawClient(receiver.port);
      client.send(post('{}'));
      const { received } = await client.ended;
      return { received, reply: receiver.journal.get(1)!.reply };
    };
    const first = await bytes(1);
    expect(first.received.length).toBe(40);
    expect((await bytes(1)).received).toBe(first.received);
    expect((await bytes(2)).received).not.toBe(first.received);
    expect(first.reply).toMatchObject({
      status: null,
      manner: '40 bytes of garbage',
      fault: { kinds: ['garbage'], garbageBytes: 40 },
    });
  });

  test('429 with Retry-After', async () => {
    await using receiver = await startedReceiver({ replies: rules('{ status: 429, retryAfter: 30s }') });
    const response = await fetch(receiver.url, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '30']);
    await response.text();
  });

  test('a reply of a site of its own, by template', async () => {
    await using receiver = await startedReceiver({
      nowMs: () => Date.UTC(2026, 0, 1),
      identify: () => ({ event: 'loaded', group: 'spring', state: 'Active' }),
      replies: rules(`
        status: 202
        headers: { X-Group: '{{group}}', X-Who: '{{body.GSW_CAMPAIGN_NAME}}' }
        body: { id: '{{number}}', at: '{{now}}', is: '{{state}} since {{event}}', you: '{{header.Host}}' }
      `),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{"GSW_CAMPAIGN_NAME":"Frühling €"}'));
    const received = await client.until('}');
    expect(received).toContain('X-Group: spring\r\nX-Who: Fr\u00fchling ?\r\n');
    expect(JSON.parse(received.slice(received.indexOf('{')))).toEqual({
      id: 1,
      at: '2026-01-01T00:00:00.000Z',
      is: 'Active since loaded',
      you: 'receiver',
    });
  });
});

/** Delays that pass when the test says so, one after another. */
function manualTime() {
  const waiting: { readonly ms: number; readonly action: () => void }[] = [];
  return {
    waiting,
    pass: () =>
      waiting
        .splice(
          waiting.findIndex(({ ms }) => ms < 20_000),
          1,
        )[0]!
        .action(),
    after: (ms: number, action: () => void) => {
      const entry = { ms, action };
      waiting.push(entry);
      return () => {
        const at = waiting.indexOf(entry);
        if (at !== -1) waiting.splice(at, 1);
      };
    },
    due: () => waiting.map(({ ms }) => ms).filter((ms) => ms < 20_000),
  };
}

describe('A slow answer', () => {
  test('drips: headers at once, then piece by piece', async () => {
    const time = manualTime();
    await using receiver = await startedReceiver({
      after: time.after,
      replies: rules('{ drip: { over: 6s, pieces: 3 } }'),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect(await client.until('\r\n\r\n')).toBe(HEAD);
    expect((await recordOf(receiver, 1)).reply).toEqual({
      status: 200,
      manner: 'drip over 6s',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['drip'], dripMs: 6_000 },
    });
    for (const piece of ['{"re', '{"recorde', '{"recorded":1}']) {
      expect(time.due()).toEqual([2_000]);
      time.pass();
      expect(await client.until(piece)).toBe(`${HEAD}${piece}`);
    }
    await receiver.idle();
  });

  test('stops dripping when the client has gone', async () => {
    const time = manualTime();
    await using receiver = await startedReceiver({ after: time.after, replies: rules('{ drip: 6s }') });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    await client.until('\r\n\r\n');
    client.socket.destroy();
    await receiver.idle();
    expect(time.due()).toEqual([]);
  });

  test('waits as long as was drawn, and the record says how long', async () => {
    const time = manualTime();
    await using receiver = await startedReceiver({
      after: time.after,
      replies: rules('{ delay: { between: [1s, 3s] } }'),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    const { reply } = await recordOf(receiver, 1);
    expect(time.due()).toEqual([reply.delayMs]);
    expect(reply).toEqual({
      status: 200,
      manner: 'as usual',
      delayMs: reply.delayMs,
      fault: { rule: 'rule 1', kinds: ['delay'] },
    });
    expect(reply.delayMs).toBeGreaterThanOrEqual(1_000);
    expect(reply.delayMs).toBeLessThanOrEqual(3_000);
    time.pass();
    await client.until('{"recorded":1}');
  });
});

test('refused connections come back after a while, on the same port', async () => {
  const time = manualTime();
  await using receiver = await startedReceiver({
    after: time.after,
    replies: rules('{ times: 1, refuse: 5s }'),
  });
  const client = await rawClient(receiver.port);
  client.send(post('{}'));
  expect((await client.ended).received).toBe('');
  await expect.poll(time.due, { interval: 1 }).toEqual([5_000]);
  await expect(rawClient(receiver.port)).rejects.toThrow('ECONNREFUSED');
  expect(receiver.journal.get(1)!.reply).toEqual({
    status: null,
    manner: 'connections refused for 5s',
    delayMs: 0,
    fault: { rule: 'rule 1', kinds: ['refusal'], refusedMs: 5_000 },
  });
  time.pass();
  await expect.poll(() => receiver.listening, { interval: 1 }).toBe(true);
  const again = await rawClient(receiver.port);
  again.send(post('{}'));
  await again.until('{"recorded":2}');
});

describe('A client that has gone before its answer costs nothing', () => {
  test.each([
    'close before headers',
    'close mid-body',
    'close after answer',
    'reset after headers',
    'reset before headers',
    'garbage',
    '{ malformed: header }',
    '{ truncate: 10% }',
    '{ drip: 1h }',
    '{ delay: 1h }',
    '{ delay: 100d }',
    '{ refuse: 1ms }',
  ])('%s', async (text) => {
    await using receiver = await startedReceiver({ replies: rules(text) });
    const clients = await Promise.all(Array.from({ length: 8 }, () => rawClient(receiver.port)));
    for (const [index, client] of clients.entries()) {
      client.send(Buffer.concat(Array.from({ length: 1 + (index % 3) }, () => post('{}'))));
      if (index % 2 === 0) client.socket.resetAndDestroy();
    }
    await recordOf(receiver, 1);
    for (const { socket } of clients) socket.destroy();
    await receiver.idle();
    expect(receiver.counts().troubles).toBe(0);
  });
});
