import type { CheckCase, Family } from '../case.ts';
import { times, writerOf } from '../writer.ts';
import { assumed, documented, inferred, TAKEN_AND_KEPT } from './demands.ts';

const POOL = 'http-connection-pool-size of sister features; its default of 4 is assumed';

function pooled(number: string, poolSize: number): CheckCase {
  return {
    number,
    slug: `pool-${poolSize}`,
    title: `A pool of ${poolSize} connections`,
    sends: `${poolSize * 8} messages at once over ${poolSize} connections`,
    demands: TAKEN_AND_KEPT,
    why: inferred('as many are under way at a time as the pool has connections', POOL),
    phases: (context) => {
      const { write } = writerOf(number, context);
      const requests = times(poolSize * 8, (n) =>
        write('periodic', {
          campaignGroupName: `Renewal ${n % poolSize}@Agents East`,
          busyFactor: n / 1_024,
        }),
      );
      return [{ manner: 'at once', poolSize, requests }];
    },
  };
}

/** Family 15. */
export const POOLS_FAMILY: Family = {
  number: 15,
  slug: 'pool',
  title: 'Concurrency',
  cases: [
    pooled('15.1', 4),
    pooled('15.2', 16),
    pooled('15.3', 64),
    {
      number: '15.4',
      slug: 'pool-large',
      title: 'Large bodies side by side',
      sends: '32 messages of a hundred calling lists at once over 16 connections',
      demands: TAKEN_AND_KEPT,
      why: assumed('that large campaigns report at one instant'),
      phases: (context) => {
        const { write } = writerOf('15.4', context);
        const callingLists = times(100, (n) => ({
          callingListName: `List ${n}`,
          callingListDbid: 100 + n,
          hitRatio: n / 128,
          timeToComplete: n * 1.5 + 0.25,
        }));
        const requests = times(32, (n) =>
          write('periodic', { campaignGroupName: `Renewal ${n}@Agents East`, callingLists }),
        );
        return [{ manner: 'at once', poolSize: 16, requests }];
      },
    },
    {
      number: '15.5',
      slug: 'pool-switchover',
      title: 'A backup OCS takes over',
      sends: 'a session that one OCS begins and another ends, each over connections of its own',
      demands: TAKEN_AND_KEPT,
      why: documented(
        'primary and backup both know the state of a group',
        'warm standby; that the primary alone sends is assumed',
      ),
      phases: (context) => {
        const { write } = writerOf('15.5', context);
        return [
          {
            manner: 'in turn',
            application: 'OCS primary',
            requests: [write('loaded'), write('started'), write('periodic')],
          },
          {
            manner: 'in turn',
            application: 'OCS backup',
            requests: [write('periodic'), write('stopped'), write('unloaded')],
          },
        ];
      },
    },
  ],
};
