import { DIAL_MODE_NAMES } from '../../../receiver/contract/vocabulary.ts';
import type { Family } from '../case.ts';
import { writerOf } from '../writer.ts';
import { documented, inferred, lacking, TAKEN_AND_KEPT } from './demands.ts';

const NUMBERS = 'CfgDialMode and CfgOptimizationMethod: names and order documented, numbers inferred';
const RUNNING_MODES = DIAL_MODE_NAMES.filter((mode) => mode !== 'NoDialMode');

/** Family 2. */
export const DIAL_MODES_FAMILY: Family = {
  number: 2,
  slug: 'modes',
  title: 'Dial modes and optimization',
  cases: [
    {
      number: '2.1',
      slug: 'modes-each',
      title: 'Started in each dial mode',
      sends: `a start in each of the ${RUNNING_MODES.length} dial modes, and NoDialMode before it`,
      demands: TAKEN_AND_KEPT,
      why: inferred('any of the twelve values may stand in the dial mode', NUMBERS),
      leftOut: lacking('dial mode', 'dialMode'),
      phases: (context) => {
        const { write } = writerOf('2.1', context);
        const requests = RUNNING_MODES.map((dialMode) => write('started', { dialMode }));
        return [{ manner: 'in turn', requests: [write('loaded'), ...requests] }];
      },
    },
    {
      number: '2.2',
      slug: 'modes-changed',
      title: 'Changed while dialing, there and back',
      sends: 'every change of the dial mode that OCS allows while it dials',
      demands: TAKEN_AND_KEPT,
      why: documented('Predict and Progress may be exchanged, seizing or not', 'OU/latest/Dep/DialingModes'),
      leftOut: lacking('dial mode', 'dialMode'),
      phases: (context) => {
        const { write } = writerOf('2.2', context);
        const modes = ['Progress', 'Predict', 'ProgressAndSeize', 'PredictAndSeize'] as const;
        const requests = modes.map((dialMode) => write('dial mode changed', { dialMode }));
        return [{ manner: 'in turn', requests: [write('started'), ...requests] }];
      },
    },
    {
      number: '2.3',
      slug: 'modes-optimization',
      title: 'Each optimization method with its goal',
      sends: 'predictive dialing by busy factor, by overdial rate (percent) and by waiting time (seconds)',
      demands: TAKEN_AND_KEPT,
      why: inferred('the unit of the goal follows the method', NUMBERS),
      leftOut: lacking('optimization', 'optimizeBy', 'optimizeGoal'),
      phases: (context) => {
        const { write } = writerOf('2.3', context);
        return [
          {
            manner: 'in turn',
            requests: [
              write('started', { optimizeBy: 'BusyFactor', optimizeGoal: 80 }),
              write('started', { optimizeBy: 'OverdialRate', optimizeGoal: 3 }),
              write('started', { optimizeBy: 'WaitTime', optimizeGoal: 12 }),
            ],
          },
        ];
      },
    },
    {
      number: '2.4',
      slug: 'modes-statistics',
      title: 'Statistics in each dial mode',
      sends: 'a periodic message in each dial mode: only the predictive ones bear a method and a goal',
      demands: TAKEN_AND_KEPT,
      why: documented('method and goal are told of predictive modes only'),
      phases: (context) => {
        const { write } = writerOf('2.4', context);
        return [
          { manner: 'in turn', requests: RUNNING_MODES.map((dialMode) => write('periodic', { dialMode })) },
        ];
      },
    },
    {
      number: '2.5',
      slug: 'modes-there-and-gone',
      title: 'A dial mode that comes and goes',
      sends: 'loaded, started, stopped, started, stopped: the dial mode is unassigned, assigned, and again',
      demands: TAKEN_AND_KEPT,
      why: documented('the dial mode is told only while dialing'),
      leftOut: lacking('dial mode', 'dialMode'),
      phases: (context) => {
        const { write } = writerOf('2.5', context);
        const dialing = [write('started', { dialMode: 'PowerGVP' }), write('stopped')];
        return [{ manner: 'in turn', requests: [write('loaded'), ...dialing, ...dialing] }];
      },
    },
  ],
};
