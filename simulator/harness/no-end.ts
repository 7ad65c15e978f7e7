import type { Transport } from '../sender/transport.ts';
import { answersAsArrivals } from './answers.ts';
import { fateOf } from './fate-of.ts';
import type { Destination, OtherEnd, OtherEndSurroundings } from './other-end.ts';

/** Nobody at the other end: every notification counts as answered, and no socket is opened. */
export function noEnd(
  { pace }: Extract<Destination, { kind: 'none' }>,
  surroundings: OtherEndSurroundings,
): OtherEnd {
  const { ledger, observe } = surroundings;
  const answered = answersAsArrivals(surroundings);
  ledger.listen({
    settled: (entry) => {
      answered(entry);
      observe(fateOf(entry, null));
    },
  });
  const transport = nowhere(pace);
  return {
    kind: 'none',
    url: 'http://nowhere.invalid/',
    hasStore: false,
    transport,
    counts: () => ({ recorded: null, unusable: 0 }),
    reply: () => {},
    listen: async () => {},
    back: async () => null,
    idle: async () => {},
    hangUp: () => transport.close(),
    finish: async () => ({ store: null, unread: null }),
    close: async () => {},
  };
}

function nowhere(pace: (() => Promise<void>) | undefined): Transport {
  return {
    post: async () => {
      if (pace !== undefined) await pace();
      return { kind: 'answered', status: 200, detail: '', bytesOut: 0, durationMs: 0 };
    },
    close: async () => {},
  };
}
