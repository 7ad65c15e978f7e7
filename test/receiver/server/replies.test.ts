import { describe, expect, test } from 'vitest';
import { statusAnswer } from '../../../receiver/reply/answer.ts';
import { post, rawClient } from '../../support/raw-client.ts';
import { recordOf, startedReceiver } from '../../support/started-receiver.ts';

/** Delays that pass when the test says so. */
function manualDelays() {
  const waiting: { ms: number; action: () => void }[] = [];
  return {
    waiting,
    after: (ms: number, action: () => void) => {
      const entry = { ms, action };
      waiting.push(entry);
      return () => {
        waiting.splice(waiting.indexOf(entry), 1);
      };
    },
  };
}

describe('The receiver answers as the reply plan says', () => {
  test('with a status, headers and a body', async () => {
    const answer = statusAnswer(503, {
      headers: ['Retry-After', '5', 'Content-Type', 'text/plain'],
      body: 'schön',
    });
    await using receiver = await startedReceiver({ replies: [{ when: {}, answer }] });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    await client.until('sch');
    expect(Buffer.from(client.received, 'latin1').toString()).toBe(
      'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: keep-alive\r\n\r\nschön',
    );
    expect(receiver.journal.get(1)!.reply).toEqual({
      status: 503,
      manner: '503',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['status', 'headers', 'body'] },
    });
  });

  test('with headers of its own and the usual body', async () => {
    const answer = statusAnswer(200, { headers: ['content-type', 'text/plain'] });
    await using receiver = await startedReceiver({ replies: [{ when: {}, answer }] });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    const answered = await client.until('{"recorded":1}');
    expect(answered.match(/content-type: .*/gi)).toEqual(['content-type: text/plain']);
  });

  test('with a status that has no body', async () => {
    await using receiver = await startedReceiver({ replies: [{ when: {}, answer: statusAnswer(204) }] });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect(await client.until('\r\n\r\n')).toBe('HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n');
  });

  test('with a redirect', async () => {
    const answer = statusAnswer(307, { headers: ['Location', 'http://elsewhere/'] });
    await using receiver = await startedReceiver({ replies: [{ when: {}, answer }] });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect(await client.until('"recorded"')).toContain('Location: http://elsewhere/\r\n');
  });

  test('after a delay and not before', async () => {
    const delays = manualDelays();
    await using receiver = await startedReceiver({
      after: delays.after,
      replies: [{ when: { first: 1 }, answer: statusAnswer(200, { delayMs: 2_000 }) }],
    });
    const slow = await rawClient(receiver.port);
    slow.send(post('{}'));
    expect((await recordOf(receiver, 1)).reply).toEqual({
      status: 200,
      manner: '200',
      delayMs: 2_000,
      fault: { rule: 'rule 1', kinds: ['status', 'delay'] },
    });
    let idle = false;
    const becameIdle = receiver.idle().then(() => {
      idle = true;
    });
    const quick = await rawClient(receiver.port);
    quick.send(post('{}'));
    await quick.until('{"recorded":2}');
    expect(slow.received).toBe('');
    expect(delays.waiting.map((entry) => entry.ms)).toEqual([2_000]);
    expect(idle).toBe(false);
    delays.waiting[0]!.action();
    await slow.until('{"recorded":1}');
    await becameIdle;
  });

  test('after a delay, and what came behind it on the connection after that', async () => {
    const delays = manualDelays();
    await using receiver = await startedReceiver({
      after: delays.after,
      replies: [{ when: { first: 1 }, answer: statusAnswer(200, { delayMs: 1_000 }) }],
    });
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([post('{}'), post('{}')]));
    await recordOf(receiver, 2);
    delays.waiting[0]!.action();
    const answers = await client.until('{"recorded":2}');
    expect(answers.match(/"recorded":\d/g)).toEqual(['"recorded":1', '"recorded":2']);
  });

  test('a delayed answer is given up when the client has gone', async () => {
    const delays = manualDelays();
    await using receiver = await startedReceiver({
      after: delays.after,
      replies: [{ when: {}, answer: statusAnswer(200, { delayMs: 2_000 }) }],
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    await recordOf(receiver, 1);
    client.socket.destroy();
    await receiver.idle();
    expect(delays.waiting).toEqual([]);
  });

  test('with silence: not a byte, and the connection stays until the client gives up', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: { first: 1 }, answer: { kind: 'silence' } }],
    });
    const silent = await rawClient(receiver.port);
    silent.send(post('{}'));
    expect((await recordOf(receiver, 1)).reply).toEqual({
      status: null,
      manner: 'silence',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['silence'] },
    });
    await receiver.idle();
    const other = await rawClient(receiver.port);
    other.send(post('{}'));
    await other.until('{"recorded":2}');
    expect(receiver.counts().openConnections).toBe(2);
    expect(silent.socket.readyState).toBe('open');
    silent.socket.end();
    expect(await silent.ended).toEqual({ received: '', error: null });
  });

  test('with silence, also when nonsense follows: its refusal would pass for the answer', async () => {
    await using receiver = await startedReceiver({ replies: [{ when: {}, answer: { kind: 'silence' } }] });
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([post('{}'), Buffer.from('nonsense\r\n\r\n')]));
    expect((await client.ended).received).toBe('');
    expect(receiver.counts()).toMatchObject({ recorded: 1, refusedByParser: 1 });
  });

  test('with a reset before the headers: RST without a byte', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: {}, answer: { kind: 'reset before headers', delayMs: 0 } }],
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect(await client.ended).toEqual({ received: '', error: 'ECONNRESET' });
    expect(receiver.journal.get(1)!.reply).toEqual({
      status: null,
      manner: 'reset before headers',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['reset'] },
    });
  });

  test('with a reset after the headers: status, headers and half a body, then RST', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: {}, answer: { kind: 'reset after headers', status: 201, delayMs: 0 } }],
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    const { received, error } = await client.ended;
    expect(received).toMatch(
      /^HTTP\/1\.1 201 Created\r\n[\s\S]*Content-Length: 14\r\n[\s\S]*\r\n\r\n\{"recor$/,
    );
    expect(error).toBe('ECONNRESET');
    expect(receiver.journal.get(1)!.reply).toEqual({
      status: 201,
      manner: 'reset after headers',
      delayMs: 0,
      fault: { rule: 'rule 1', kinds: ['status', 'reset'] },
    });
    await receiver.idle();
  });

  test('also to each of several requests that came in one packet', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: { nth: [2] }, answer: { kind: 'reset after headers', status: 200, delayMs: 0 } }],
    });
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([post('{}'), post('{}')]));
    const { received, error } = await client.ended;
    expect(received).toMatch(/\{"recorded":1\}HTTP\/1\.1 200 OK[\s\S]*\{"recor$/);
    expect(error).toBe('ECONNRESET');
  });

  test('by event and group, as whoever started it tells them apart', async () => {
    await using receiver = await startedReceiver({
      identify: ({ content }) => ({
        event: 'periodic',
        group: content.kind === 'object' ? String(content.value.name) : null,
      }),
      replies: [{ when: { events: ['periodic'], groups: ['spr*'] }, answer: statusAnswer(500) }],
    });
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([post('{"name":"spring"}'), post('{"name":"summer"}'), post('nonsense')]));
    await client.until('"recorded":3');
    expect([...receiver.journal].map((record) => record.reply.status)).toEqual([500, 200, 200]);
  });

  test('a change of the plan holds from the next request on', async () => {
    await using receiver = await startedReceiver();
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    await client.until('{"recorded":1}');
    receiver.replyPlan.apply({ kind: 'in front', rules: [{ when: {}, answer: statusAnswer(500) }] });
    client.send(post('{}'));
    await client.until('{"recorded":2}');
    receiver.replyPlan.apply({ kind: 'default' });
    client.send(post('{}'));
    await client.until('{"recorded":3}');
    expect([...receiver.journal].map((record) => record.reply.manner)).toEqual([
      'as usual',
      '500',
      'as usual',
    ]);
  });

  test('a request that is no POST neither gets nor uses up what the plan has', async () => {
    await using receiver = await startedReceiver({
      replies: [{ when: { times: 1 }, answer: statusAnswer(500) }],
    });
    const client = await rawClient(receiver.port);
    client.send(Buffer.concat([Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'), post('{}')]));
    await client.until('"recorded":2');
    expect([...receiver.journal].map((record) => record.reply.status)).toEqual([405, 500]);
  });
});

describe('The record comes before the answer', () => {
  test('what could not be recorded is not answered', async () => {
    const heard: unknown[] = [];
    let broken = false;
    await using receiver = await startedReceiver({
      nowMs: () => {
        if (broken) throw new Error('no clock');
        return 0;
      },
      onTrouble: (error) => heard.push((error as Error).message),
    });
    broken = true;
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect((await client.ended).received).toBe('');
    expect([heard, receiver.journal.size]).toEqual([['no clock'], 0]);
    broken = false;
    const next = await rawClient(receiver.port);
    next.send(post('{}'));
    await next.until('{"recorded":1}');
  });

  test('an answer that HTTP cannot carry ends the connection, not the process', async () => {
    const heard: unknown[] = [];
    await using receiver = await startedReceiver({
      replies: [{ when: {}, answer: statusAnswer(200, { headers: ['Bad Name', 'x'] }) }],
      onTrouble: (error) => heard.push((error as NodeJS.ErrnoException).code),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    expect((await client.ended).received).toBe('');
    expect(heard).toEqual(['ERR_INVALID_HTTP_TOKEN']);
    await receiver.idle();
  });

  test('a listener or an identification that throws costs no record and no answer', async () => {
    const heard: unknown[] = [];
    await using receiver = await startedReceiver({
      replies: [{ when: { groups: ['*'] }, answer: statusAnswer(500) }],
      identify: () => {
        throw new Error('who?');
      },
      onRecord: () => {
        throw new Error('no ear');
      },
      onTrouble: (error) => heard.push((error as Error).message),
    });
    const client = await rawClient(receiver.port);
    client.send(post('{}'));
    await client.until('{"recorded":1}');
    expect(heard).toEqual(['who?', 'no ear']);
    expect(receiver.counts().troubles).toBe(2);
  });
});
