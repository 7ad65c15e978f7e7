import type { CaseContext, CaseRequest, Family } from '../case.ts';
import { type Telling, writerOf } from '../writer.ts';
import { documented, inferred, TAKEN_AND_KEPT, WITHOUT_LISTS, WITHOUT_STATISTICS } from './demands.ts';

const EXAMPLES = 'OU/latest/Dep/AutoCGStatus: a statistic that is not known yet is null in the examples';
const DYNAMIC = 'the first number that a store sees may decide what it takes the field for';

/** All statistics of a group and its one calling list at a value. */
function all(fraction: number | null, seconds: number | null): Telling {
  return {
    busyFactor: fraction,
    hitRatio: fraction,
    overdialRate: fraction,
    timeToComplete: seconds,
    callingLists: [
      { callingListName: 'East', callingListDbid: 101, hitRatio: fraction, timeToComplete: seconds },
    ],
  };
}

function series(number: string, context: CaseContext, values: readonly Telling[]): CaseRequest[] {
  const { write } = writerOf(number, context);
  return values.map((value) => write('periodic', value));
}

/** Family 5. */
export const STATISTICS_FAMILY: Family = {
  number: 5,
  slug: 'statistics',
  title: 'Statistics: null, number, null',
  cases: [
    {
      number: '5.1',
      slug: 'statistics-null-number-null',
      title: 'Not known, known, not known again',
      sends: 'all statistics as null, as numbers, and as null again',
      demands: `${TAKEN_AND_KEPT}: null is not 0, and not left out`,
      why: documented('a statistic that is not known yet is sent as null, with its key', EXAMPLES),
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => [
        {
          manner: 'in turn',
          requests: series('5.1', context, [all(null, null), all(0.85, 600.5), all(null, null)]),
        },
      ],
    },
    {
      number: '5.2',
      slug: 'statistics-zero-then-fraction',
      title: 'A 0, then a fraction',
      sends: 'all statistics as 0, then 0.85 and 480.5: the first ones look like whole numbers',
      demands: 'each is taken; the fractions stay fractions, in what is kept and in how it is searched',
      why: inferred(
        'a fresh campaign begins with 0, and a store that takes the first 0 for a whole number (Elasticsearch and OpenSearch map it to long) counts 0.85 as 0 ever after, without an error',
        DYNAMIC,
      ),
      needsStore: true,
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => [
        { manner: 'in turn', requests: series('5.2', context, [all(0, 0), all(0.85, 480.5)]) },
      ],
    },
    {
      number: '5.3',
      slug: 'statistics-whole-then-fraction',
      title: 'A whole number, then a fraction',
      sends: 'all statistics as 1 and 600, then as 0.5 and 599.25',
      demands: 'each is taken; the fractions stay fractions, in what is kept and in how it is searched',
      why: inferred('600 seconds look whole, and the next value need not', DYNAMIC),
      needsStore: true,
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => [
        { manner: 'in turn', requests: series('5.3', context, [all(1, 600), all(0.5, 599.25)]) },
      ],
    },
    {
      number: '5.4',
      slug: 'statistics-fraction-then-whole',
      title: 'A fraction, then a whole number',
      sends: 'all statistics as 0.5 and 599.25, then as 1 and 600',
      demands: TAKEN_AND_KEPT,
      why: inferred('the same the other way round', DYNAMIC),
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => [
        { manner: 'in turn', requests: series('5.4', context, [all(0.5, 599.25), all(1, 600)]) },
      ],
    },
    {
      number: '5.5',
      slug: 'statistics-never-known',
      title: 'Never known',
      sends: 'a session in which no statistic is ever known: null from the first to the last',
      demands: TAKEN_AND_KEPT,
      why: documented('a statistic that is not known yet is sent as null, with its key', EXAMPLES),
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => {
        const { write } = writerOf('5.5', context);
        const unknown = all(null, null);
        const requests = [
          write('loaded', unknown),
          write('started', unknown),
          write('periodic', unknown),
          write('periodic', { ...unknown, campaignGroupName: 'Other@Agents East' }),
          write('stopped', unknown),
          write('unloaded', unknown),
        ];
        return [{ manner: 'in turn', requests }];
      },
    },
    {
      number: '5.6',
      slug: 'statistics-one-at-a-time',
      title: 'One known, the others not',
      sends: 'each statistic as a number while all the others are null',
      demands: TAKEN_AND_KEPT,
      why: inferred('statistics become known one after another', EXAMPLES),
      leftOut: WITHOUT_STATISTICS,
      phases: (context) => {
        const none = all(null, null);
        return [
          {
            manner: 'in turn',
            requests: series('5.6', context, [
              { ...none, busyFactor: 0.85 },
              { ...none, hitRatio: 0.3 },
              { ...none, overdialRate: 0.02 },
              { ...none, timeToComplete: 480.5 },
              { ...none, callingLists: all(0.28, 480.5).callingLists! },
            ]),
          },
        ];
      },
    },
    {
      number: '5.7',
      slug: 'statistics-lists-differ',
      title: 'A fraction in one list, a whole number in the next',
      sends: 'a first message whose two lists have 480.5 and 600 seconds, then the other way round',
      demands: TAKEN_AND_KEPT,
      why: inferred(
        'lists are objects with the same keys, and their values are whole or not as it happens; a store that decides on one type for both within one message (OpenSearch does) refuses it',
        DYNAMIC,
      ),
      leftOut: WITHOUT_LISTS,
      phases: (context) => {
        const lists = (seconds: readonly number[]): Telling => ({
          callingLists: seconds.map((timeToComplete, index) => ({
            callingListName: `List ${index + 1}`,
            callingListDbid: 101 + index,
            hitRatio: 0.28,
            timeToComplete,
          })),
        });
        return [
          { manner: 'in turn', requests: series('5.7', context, [lists([480.5, 600]), lists([600, 480.5])]) },
        ];
      },
    },
  ],
};
