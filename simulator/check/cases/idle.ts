import type { CheckCase, Family } from '../case.ts';
import { times, writerOf } from '../writer.ts';
import { inferred, TAKEN_AND_KEPT } from './demands.ts';

const PERSISTENT = inferred(
  'OCS posts over persistent connections that rest between periodic messages; a POST that meets a connection being closed is lost, for nothing is sent again',
  'the pool of persistent HTTP/1.1 connections of sister features',
);

type About = Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends'>;

/** Bursts of so many at once, with a rest before each but the first; over one connection it must stay one. */
function rests(about: About, bursts: readonly number[], poolSize: number, untilClosed?: true): CheckCase {
  return {
    ...about,
    ...(poolSize === 1 ? { connections: 1 } : {}),
    demands: `${TAKEN_AND_KEPT}, also the first one after a rest`,
    why: PERSISTENT,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      let said = 0;
      return bursts.map((count, index) => ({
        manner: 'at once' as const,
        poolSize,
        ...(index === 0 ? {} : { idleMs: context.idleMs }),
        ...(index === 0 || untilClosed === undefined ? {} : { untilClosed }),
        requests: times(count, () => {
          said += 1;
          return write('periodic', { busyFactor: said / 64 });
        }),
      }));
    },
  };
}

/** Family 11. */
export const IDLE_FAMILY: Family = {
  number: 11,
  slug: 'idle',
  title: 'Connections: reuse and rest',
  cases: [
    {
      number: '11.1',
      slug: 'idle-reuse',
      title: 'One connection for a hundred messages',
      sends: 'a hundred messages in turn over a pool of one connection',
      demands: TAKEN_AND_KEPT,
      why: PERSISTENT,
      connections: 1,
      phases: (context) => {
        const { write } = writerOf('11.1', context);
        const requests = times(100, (n) => write('periodic', { busyFactor: n / 128 }));
        return [{ manner: 'in turn', poolSize: 1, requests }];
      },
    },
    rests(
      {
        number: '11.2',
        slug: 'idle-one',
        title: 'One connection that rests',
        sends: 'a message, a rest (--idle), a message, a rest, a message: over one connection',
      },
      [1, 1, 1],
      1,
    ),
    rests(
      {
        number: '11.3',
        slug: 'idle-pool',
        title: 'A pool that rests, then a burst',
        sends: 'a burst of eight over a pool of four, a rest (--idle), and a burst again',
      },
      [8, 8],
      4,
    ),
    rests(
      {
        number: '11.4',
        slug: 'idle-close',
        title: 'The close of an idle connection',
        sends:
          'a burst of four over a pool of four, and another one the moment the target closes an idle connection, at the latest after --idle: it meets the close of the others',
      },
      [4, 4],
      4,
      true,
    ),
  ],
};
