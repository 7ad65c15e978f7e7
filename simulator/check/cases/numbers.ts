import type { CaseContext, CaseRequest, CheckCase, Family, Reason } from '../case.ts';
import { pointed, seventeenDigits, withExponent } from '../respell.ts';
import { type Telling, writerOf } from '../writer.ts';
import {
  assumed,
  inferred,
  lacking,
  STATISTICS,
  TAKEN_AND_KEPT,
  WITHOUT_STATISTICS,
  wireNames,
} from './demands.ts';

const EXACT = 'each is answered with 2xx in time, and kept to the last digit';
const WITHOUT_GOAL = lacking('goal and calling lists', 'optimizeGoal', 'callingListDbid');

/** Statistics at a value each. */
function fractions(value: number): Telling {
  return {
    busyFactor: value,
    hitRatio: value,
    overdialRate: value,
    callingLists: [{ callingListName: 'East', callingListDbid: 101, hitRatio: value, timeToComplete: 480.5 }],
  };
}

function seconds(value: number): Telling {
  return {
    timeToComplete: value,
    callingLists: [{ callingListName: 'East', callingListDbid: 101, hitRatio: 0.28, timeToComplete: value }],
  };
}

function wholes(value: number): Telling {
  return {
    optimizeGoal: value,
    callingLists: [
      { callingListName: 'East', callingListDbid: value, hitRatio: 0.28, timeToComplete: 480.5 },
    ],
  };
}

function numbers(
  about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends' | 'why'>,
  values: readonly Telling[],
  others: Pick<CheckCase, 'leftOut' | 'needsStore' | 'demands'> = { demands: TAKEN_AND_KEPT },
): CheckCase {
  return {
    leftOut: WITHOUT_STATISTICS,
    ...about,
    ...others,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      return [{ manner: 'in turn', requests: values.map((value) => write('periodic', value)) }];
    },
  };
}

/** The same statistics in another spelling of their numbers. @param whole some of them are whole numbers */
function spelt(
  about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends'> & { readonly why: Reason },
  spell: (json: string, names: readonly string[]) => string,
  { whole }: { readonly whole: boolean },
): CheckCase {
  const respelt = (request: CaseRequest, context: CaseContext): CaseRequest => ({
    ...request,
    body: spell(request.body, wireNames(context.contract, STATISTICS)),
  });
  return {
    ...about,
    demands: `${TAKEN_AND_KEPT}: it is the same number`,
    leftOut: WITHOUT_STATISTICS,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      const values = [
        { ...fractions(0.85), timeToComplete: whole ? 600 : 612.25 },
        { ...fractions(whole ? 1 : 0.7), timeToComplete: 480.5 },
      ];
      return [
        { manner: 'in turn', requests: values.map((value) => respelt(write('periodic', value), context)) },
      ];
    },
  };
}

const DOUBLE = inferred(
  'statistics are divisions, and OCS computes them as doubles',
  'the definitions of the statistics',
);
const SPELLING = assumed('how OCS spells a double is not public; JSON allows all of these');

/** Family 6. */
export const NUMBERS_FAMILY: Family = {
  number: 6,
  slug: 'numbers',
  title: 'Numbers at the edges',
  cases: [
    numbers(
      {
        number: '6.1',
        slug: 'numbers-zero-and-one',
        title: 'Fractions of 0 and of 1',
        sends: 'statistics at both ends of their range, 0 and 1',
        why: inferred('a share of 1 ranges from 0 to 1', 'the examples of the statistics'),
      },
      [fractions(0), fractions(1)],
    ),
    numbers(
      {
        number: '6.2',
        slug: 'numbers-tiny',
        title: 'Very small fractions, with an exponent',
        sends: 'statistics of 0.001, 0.000001 and 1e-9',
        why: DOUBLE,
      },
      [fractions(0.001), fractions(0.000001), fractions(1e-9)],
    ),
    numbers(
      {
        number: '6.3',
        slug: 'numbers-all-digits',
        title: 'Fractions with all their digits',
        sends: 'statistics that take 16 and 17 digits, such as 1/3 and 0.1 + 0.2',
        why: DOUBLE,
      },
      [fractions(1 / 3), fractions(0.1 + 0.2), fractions(1 - 2 ** -53)],
      { demands: EXACT, needsStore: true },
    ),
    numbers(
      {
        number: '6.4',
        slug: 'numbers-above-one',
        title: 'Fractions above 1',
        sends: 'statistics of 1.02 and 12.5',
        why: assumed(
          'that no statistic is cut at 100 %: an overdial rate can exceed 1 where drops outnumber live answers',
        ),
      },
      [fractions(1.02), fractions(12.5)],
    ),
    numbers(
      {
        number: '6.5',
        slug: 'numbers-long-time',
        title: 'A time to complete of years',
        sends: 'times to complete of half a second, of ten years, and of 1e15 seconds',
        why: inferred('ready records divided by a speed that is nearly 0', "Stat Server's definition"),
      },
      [seconds(0.5), seconds(315_576_000.25), seconds(1e15)],
    ),
    numbers(
      {
        number: '6.6',
        slug: 'numbers-32-bits',
        title: 'Whole numbers beyond 32 bits',
        sends: 'a goal and a calling list DBID of 2147483647 and 2147483648, after small ones',
        why: assumed('that a DBID and a goal may take any whole number: no public page limits them'),
      },
      [wholes(1), wholes(2 ** 31 - 1), wholes(2 ** 31)],
      { demands: EXACT, leftOut: WITHOUT_GOAL },
    ),
    numbers(
      {
        number: '6.7',
        slug: 'numbers-53-bits',
        title: 'Whole numbers of 53 bits',
        sends:
          'a goal and a calling list DBID of 9007199254740991, the largest that every JSON reader can hold',
        why: assumed('that a DBID and a goal may take any whole number: no public page limits them'),
      },
      [wholes(2 ** 53 - 1)],
      { demands: EXACT, leftOut: WITHOUT_GOAL },
    ),
    numbers(
      {
        number: '6.8',
        slug: 'numbers-goal-zero',
        title: 'A goal of 0',
        sends: 'a goal of 0 while dialing predictively: assigned, and it looks unassigned',
        why: assumed('that a goal of 0 is allowed, such as a waiting time of 0 seconds'),
      },
      [
        { optimizeBy: 'WaitTime', optimizeGoal: 0 },
        { optimizeBy: 'WaitTime', optimizeGoal: 12 },
      ],
      { demands: TAKEN_AND_KEPT, leftOut: lacking('goal', 'optimizeGoal') },
    ),
    spelt(
      {
        number: '6.9',
        slug: 'numbers-with-a-point',
        title: 'Whole seconds with a point: 600.0',
        sends: 'statistics whose whole numbers are spelt with a point',
        why: SPELLING,
      },
      pointed,
      { whole: true },
    ),
    spelt(
      {
        number: '6.10',
        slug: 'numbers-17-digits',
        title: 'Doubles with 17 digits: 0.84999999999999998',
        sends: 'statistics as C and C++ print a double that must come back as it was',
        why: SPELLING,
      },
      seventeenDigits,
      { whole: false },
    ),
    spelt(
      {
        number: '6.11',
        slug: 'numbers-exponent',
        title: 'Ordinary numbers with an exponent: 8.5e-1',
        sends: 'statistics spelt with an exponent',
        why: SPELLING,
      },
      withExponent,
      { whole: false },
    ),
  ],
};
