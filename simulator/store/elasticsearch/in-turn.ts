/**
 * One of each, again and again, until all have ended: what was spread evenly over several comes back about in its first order. Ends
 * all of them where it is left early or one of them fails.
 */
export async function* inTurn<T>(streams: readonly AsyncIterable<T>[]): AsyncGenerator<T, void> {
  const open = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    for (let turn = 0; open.length > 0; ) {
      turn %= open.length;
      const next = await open[turn]!.next();
      if (next.done) {
        open.splice(turn, 1);
      } else {
        yield next.value;
        turn += 1;
      }
    }
  } finally {
    await Promise.all(open.map((stream) => stream.return?.()));
  }
}
