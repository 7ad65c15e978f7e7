import type { CaseContext, CheckCase, Family, Phase } from '../case.ts';
import { times, writerOf } from '../writer.ts';
import { inferred, lacking } from './demands.ts';

const TIMEOUT = inferred(
  'OCS waits for an answer as long as http-response-timeout says, 15 s unless it is set (assumed); after that a notification counts as lost whatever the target does with it',
  'the option of sister features',
);

function timed(
  about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends' | 'leftOut'>,
  phases: (context: CaseContext) => readonly Phase[],
): CheckCase {
  return {
    demands:
      'every answer comes within the response time-out; slower than a tenth of it is near enough to be told',
    why: TIMEOUT,
    timed: true,
    ...about,
    phases,
  };
}

/** Family 12. */
export const TIMES_FAMILY: Family = {
  number: 12,
  slug: 'times',
  title: 'Answer times',
  cases: [
    timed(
      {
        number: '12.1',
        slug: 'times-in-turn',
        title: 'One after another',
        sends: 'two hundred messages in turn',
      },
      (context) => {
        const { write } = writerOf('12.1', context);
        return [
          { manner: 'in turn', requests: times(200, (n) => write('periodic', { busyFactor: n / 256 })) },
        ];
      },
    ),
    timed(
      {
        number: '12.2',
        slug: 'times-pool-busy',
        title: 'Over a pool that is always busy',
        sends: 'messages over every connection of the pool at once, a hundred times',
      },
      (context) => {
        const { write } = writerOf('12.2', context);
        return times(100, (round) => ({
          manner: 'at once',
          requests: times(context.poolSize, (n) =>
            write('periodic', { campaignGroupName: `Renewal ${n}@Agents ${n}`, busyFactor: round / 128 }),
          ),
        }));
      },
    ),
    timed(
      {
        number: '12.3',
        slug: 'times-large',
        title: 'Large bodies',
        sends: 'ten messages of a thousand calling lists in turn',
        leftOut: lacking('calling lists', 'callingLists'),
      },
      (context) => {
        const { write } = writerOf('12.3', context);
        const callingLists = times(1_000, (n) => ({
          callingListName: `List ${n}`,
          callingListDbid: 100 + n,
          hitRatio: n / 1_024,
          timeToComplete: n * 1.5 + 0.25,
        }));
        const requests = times(10, (n) => write('periodic', { callingLists, busyFactor: n / 16 }));
        return [{ manner: 'in turn', requests }];
      },
    ),
  ],
};
