// Throttle and latency, in a time that the test moves by hand.

import { describe, expect, test } from 'vitest';
import { openNetwork } from '../../../simulator/network/network.ts';
import { seenTarget } from './target.ts';
import { connected, networkTimeByHand } from './through.ts';

describe('Throttled', () => {
  test('to 1 kB/s, 3000 bytes take three seconds, and no byte comes before its time', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'throttle', bytesPerSecond: 1_000 });
    const { client } = await connected(network, target);
    const waiting = time.whenWaiting();
    client.send('x'.repeat(3_000));
    await waiting;
    const passed = [];
    for (const ms of [0, 19, 1, 980, 1_000, 999, 1]) {
      time.advance(ms);
      passed.push(network.counts().bytesToTarget);
    }
    expect(passed).toEqual([0, 0, 20, 1_000, 2_000, 2_980, 3_000]);
  });

  test('to less than 50 B/s, it goes byte by byte, each direction for itself', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'throttle', bytesPerSecond: 2 });
    const { client, seen } = await connected(network, target);
    for (const send of [() => client.send('ab'), () => void seen.socket.write('cd')]) {
      const waiting = time.whenWaiting();
      send();
      await waiting;
    }
    time.advance(500);
    await Promise.all([seen.until('a'), client.until('c')]);
    time.advance(499);
    expect(network.counts()).toMatchObject({ bytesToTarget: 1, bytesToSender: 1 });
    time.advance(1);
    await Promise.all([seen.until('ab'), client.until('cd')]);
  });

  test('what waits goes on at once when it is over', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'throttle', bytesPerSecond: 1 });
    const { client, seen } = await connected(network, target);
    const waiting = time.whenWaiting();
    client.socket.end('hello');
    await waiting;
    network.change(null);
    expect(await seen.ended).toBe('end');
    expect(seen.received).toBe('hello');
  });
});

describe('Delayed', () => {
  test('by 200 ms, each direction takes so long, and so does the end', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'latency', ms: 200, jitterMs: 0 });
    const { client, seen } = await connected(network, target);
    /** Something is done that has to wait: its time comes 200 ms later. */
    const delayed = async (act: () => void, passed: () => number): Promise<void> => {
      const before = passed();
      const waiting = time.whenWaiting();
      act();
      await waiting;
      time.advance(199);
      expect(passed()).toBe(before);
      time.advance(1);
    };
    await delayed(
      () => client.send('request'),
      () => network.counts().bytesToTarget,
    );
    await seen.until('request');
    await delayed(
      () => seen.socket.write('answer'),
      () => network.counts().bytesToSender,
    );
    await client.until('answer');
    await delayed(
      () => client.socket.end(),
      () => 0,
    );
    expect(await seen.ended).toBe('end');
    expect(network.counts()).toMatchObject({ bytesToTarget: 7, bytesToSender: 6 });
  });

  test('with jitter, no byte overtakes another, and the same seed delays alike', async () => {
    const arrivals = async (seed: number): Promise<readonly number[]> => {
      const time = networkTimeByHand();
      await using target = await seenTarget();
      await using network = await openNetwork(seed, time);
      network.change({ kind: 'latency', ms: 100, jitterMs: 50 });
      const { client, seen } = await connected(network, target);
      const instants: number[] = [];
      for (const letter of 'abcdefgh') {
        const waiting = time.whenWaiting();
        client.send(letter);
        await waiting;
        const before = network.counts().bytesToTarget;
        let ms = 0;
        for (; network.counts().bytesToTarget === before; ms += 1) time.advance(1);
        instants.push(ms);
      }
      await seen.until('abcdefgh');
      return instants;
    };
    const delays = await arrivals(1);
    expect(delays).toHaveLength(8);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...delays)).toBeLessThanOrEqual(150);
    expect(new Set(delays).size).toBeGreaterThan(4);
    expect(await arrivals(1)).toEqual(delays);
    expect(await arrivals(2)).not.toEqual(delays);
  });
});

describe('To whom a time-out is due:', () => {
  test('to the network while it keeps something back', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'latency', ms: 900, jitterMs: 0 });
    const { client } = await connected(network, target);
    const waiting = time.whenWaiting();
    client.send('request');
    await waiting;
    time.advance(500);
    expect(network.faultOn(client.socket.localPort!)).toBe('delayed by 900ms each way');
  });

  test('to the target that takes longer than the network', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'latency', ms: 100, jitterMs: 0 });
    const { client, seen } = await connected(network, target);
    const waiting = time.whenWaiting();
    client.send('request');
    await waiting;
    time.advance(100);
    await seen.until('request');
    time.advance(50);
    expect(network.faultOn(client.socket.localPort!)).toBe('delayed by 100ms each way');
    time.advance(51);
    expect(network.faultOn(client.socket.localPort!)).toBeNull();
  });

  test('to the target that breaks the connection by itself', async () => {
    const time = networkTimeByHand();
    await using target = await seenTarget();
    await using network = await openNetwork(1, time);
    network.change({ kind: 'latency', ms: 100, jitterMs: 0 });
    const { client, seen } = await connected(network, target);
    const port = client.socket.localPort!;
    let waiting = time.whenWaiting();
    client.send('request');
    await waiting;
    time.advance(100);
    await seen.until('request');
    waiting = time.whenWaiting();
    seen.socket.resetAndDestroy();
    await waiting;
    time.advance(100);
    expect((await client.ended).error).toBe('ECONNRESET');
    expect(network.faultOn(port)).toBeNull();
  });
});
