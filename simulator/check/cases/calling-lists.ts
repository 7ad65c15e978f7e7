import type { CallingListFacts } from '../../../receiver/contract/facts.ts';
import type { CheckCase, Family } from '../case.ts';
import { times, writerOf } from '../writer.ts';
import { assumed, inferred, TAKEN_AND_KEPT, WITHOUT_LISTS } from './demands.ts';

const PERIODIC = inferred(
  'a periodic message has one object for each calling list of the campaign',
  'OU/latest/Dep/AutoCGStatus reports statistics per calling list without showing their key',
);
const UNLIMITED = assumed(
  'how many calling lists a campaign may have is not public; nothing limits the body',
);

function lists(count: number, nameLength = 0): CallingListFacts[] {
  return times(count, (n) => ({
    callingListName: `List ${n} `.padEnd(nameLength, 'x'),
    callingListDbid: 100 + n,
    hitRatio: n % 5 === 0 ? null : ((n % 96) + 1) / 98,
    timeToComplete: n % 5 === 0 ? null : n * 1.5 + 0.25,
  }));
}

function ofSize(
  about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends' | 'why'>,
  counts: readonly number[],
): CheckCase {
  return {
    demands: TAKEN_AND_KEPT,
    leftOut: WITHOUT_LISTS,
    ...about,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      const requests = counts.map((count) => write('periodic', { callingLists: lists(count) }));
      return [{ manner: 'in turn', requests }];
    },
  };
}

/** One body of at least so many bytes. */
function ofBytes(about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends'>, bytes: number): CheckCase {
  return {
    demands: TAKEN_AND_KEPT,
    leftOut: WITHOUT_LISTS,
    why: UNLIMITED,
    ...about,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      const sizeOf = (count: number): number =>
        Buffer.byteLength(write('periodic', { callingLists: lists(count, 60) }).body);
      let [few, count] = [0, Math.ceil(bytes / 100)];
      while (count - few > 1) {
        const middle = Math.floor((few + count) / 2);
        if (sizeOf(middle) < bytes) few = middle;
        else count = middle;
      }
      const large = write('periodic', { callingLists: lists(count, 60) });
      return [{ manner: 'in turn', requests: [write('loaded'), large, write('stopped')] }];
    },
  };
}

/** Family 8. */
export const CALLING_LISTS_FAMILY: Family = {
  number: 8,
  slug: 'lists',
  title: 'Calling lists, and large bodies',
  cases: [
    ofSize(
      {
        number: '8.1',
        slug: 'lists-none',
        title: 'No calling list, then one',
        sends: 'a periodic message of a campaign without lists, then with one, then without',
        why: PERIODIC,
      },
      [0, 1, 0],
    ),
    ofSize(
      {
        number: '8.2',
        slug: 'lists-100',
        title: 'A hundred calling lists',
        sends: 'periodic messages with 1, 10 and 100 lists',
        why: PERIODIC,
      },
      [1, 10, 100],
    ),
    ofSize(
      {
        number: '8.3',
        slug: 'lists-changing',
        title: 'Lists that come and go',
        sends: 'periodic messages with 2, 5, 1 and 3 lists',
        why: PERIODIC,
      },
      [2, 5, 1, 3],
    ),
    ofBytes(
      {
        number: '8.4',
        slug: 'lists-64-kb',
        title: 'A body of more than 64 KB',
        sends: 'one message of just over 65,536 bytes among small ones',
      },
      65_537,
    ),
    ofBytes(
      {
        number: '8.5',
        slug: 'lists-100-kb',
        title: 'A body of more than 100 KB',
        sends: 'one message of just over 102,400 bytes: the limit of many a web framework',
      },
      102_401,
    ),
    ofBytes(
      {
        number: '8.6',
        slug: 'lists-1-mb',
        title: 'A body of 1 MB',
        sends: 'one message of just over 1,048,576 bytes: the limit of nginx and others by default',
      },
      1_048_577,
    ),
  ],
};
