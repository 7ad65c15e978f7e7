import type { Family } from '../case.ts';
import { playedRequests } from '../played.ts';
import { times, writerOf } from '../writer.ts';
import { assumed, TAKEN_AND_KEPT } from './demands.ts';

const AT_ONCE = { manner: 'at once' } as const;
const NO_WAITING = assumed(
  'a notification does not wait for the answer to the one before it; the size of the pool is all that holds it back',
);

/** Family 9. */
export const BURSTS_FAMILY: Family = {
  number: 9,
  slug: 'burst',
  title: 'Bursts at one instant',
  cases: [
    {
      number: '9.1',
      slug: 'burst-loaded',
      title: 'Fifty groups loaded at one instant',
      sends: '50 notifications at once over the pool, each of a group that the target has never seen',
      demands: TAKEN_AND_KEPT,
      why: NO_WAITING,
      phases: (context) => {
        const { write } = writerOf('9.1', context);
        const requests = times(50, (n) => write('loaded', { campaignGroupName: `Renewal ${n}@Agents ${n}` }));
        return [{ ...AT_ONCE, requests }];
      },
    },
    {
      number: '9.2',
      slug: 'burst-periodic',
      title: 'Two hundred periodic messages at one instant',
      sends: '200 periodic messages at once: groups that were loaded together report together ever after',
      demands: TAKEN_AND_KEPT,
      why: NO_WAITING,
      phases: (context) => {
        const { write } = writerOf('9.2', context);
        const requests = times(200, (n) =>
          write('periodic', { campaignGroupName: `Renewal ${n}@Agents ${n}` }),
        );
        return [{ ...AT_ONCE, requests }];
      },
    },
    {
      number: '9.3',
      slug: 'burst-life',
      title: 'A life within one instant',
      sends: 'loaded, started, stopped and unloaded of twenty groups, all at one instant of the campaign',
      demands: TAKEN_AND_KEPT,
      why: NO_WAITING,
      phases: async (context) => [
        {
          ...AT_ONCE,
          requests: await playedRequests(
            '9.3',
            `groups: { bank: { count: 20, campaign: "Renewal \${n}" } }
steps: [{ load: all }, { start: all, mode: Progress }, { unload: all }]
`,
            context,
          ),
        },
      ],
    },
    {
      number: '9.4',
      slug: 'burst-again',
      title: 'Burst after burst',
      sends: 'ten bursts of 20 messages, each as soon as the one before is answered',
      demands: TAKEN_AND_KEPT,
      why: NO_WAITING,
      phases: (context) => {
        const { write } = writerOf('9.4', context);
        return times(10, (burst) => ({
          ...AT_ONCE,
          requests: times(20, (n) =>
            write('periodic', { campaignGroupName: `Renewal ${n}@Agents ${n}`, busyFactor: burst / 16 }),
          ),
        }));
      },
    },
  ],
};
