import { expect, test } from 'vitest';
import { inTurn } from '../../../../simulator/store/elasticsearch/in-turn.ts';

async function* numbers(from: number, count: number, ended: number[] = []): AsyncGenerator<number, void> {
  try {
    for (let number = from; number < from + count; number += 1) yield number;
  } finally {
    ended.push(from);
  }
}

async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

test('each has its turn, and those that end are passed over', async () => {
  expect(await all(inTurn([numbers(10, 3), numbers(20, 0), numbers(30, 1), numbers(40, 2)]))).toEqual([
    10, 30, 40, 11, 41, 12,
  ]);
});

test('of none comes nothing', async () => {
  expect(await all(inTurn([]))).toEqual([]);
});

test('whoever stops early ends all of them', async () => {
  const ended: number[] = [];
  for await (const number of inTurn([numbers(10, 5, ended), numbers(20, 5, ended)])) if (number === 20) break;
  expect(ended.sort()).toEqual([10, 20]);
});

test('one that fails ends the others', async () => {
  const ended: number[] = [];
  async function* failing(): AsyncGenerator<number, void> {
    yield 20;
    throw new Error('gone');
  }
  await expect(all(inTurn([numbers(10, 5, ended), failing()]))).rejects.toThrow('gone');
  expect(ended).toEqual([10]);
});
