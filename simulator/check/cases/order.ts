import type { Family } from '../case.ts';
import { playedRequests } from '../played.ts';
import { times, writerOf } from '../writer.ts';
import { documented, inferred, TAKEN_AND_KEPT } from './demands.ts';

const NO_TIME = 'no public page shows a time stamp among the attributes, and the two drafts have none';

/** Family 14. */
export const ORDER_FAMILY: Family = {
  number: 14,
  slug: 'order',
  title: 'Order and duplicates',
  cases: [
    {
      number: '14.1',
      slug: 'order-equal-twice',
      title: 'Two messages that are equal to the byte',
      sends: 'the same periodic message twice, the second after the answer to the first',
      demands: 'both are taken and both are kept: they are two facts',
      why: inferred(
        'nothing changed for an interval: a body has no time stamp, so the next one is equal',
        NO_TIME,
      ),
      needsStore: true,
      phases: (context) => {
        const { write } = writerOf('14.1', context);
        return [{ manner: 'in turn', requests: [write('loaded'), write('periodic'), write('periodic')] }];
      },
    },
    {
      number: '14.2',
      slug: 'order-equal-at-once',
      title: 'Equal messages at one instant',
      sends: 'twelve messages at once, equal to the byte',
      demands: 'all are taken and all are kept',
      why: inferred('a body has nothing that makes it one of its kind', NO_TIME),
      needsStore: true,
      phases: (context) => {
        const { write } = writerOf('14.2', context);
        return [{ manner: 'at once', requests: times(12, () => write('periodic')) }];
      },
    },
    {
      number: '14.3',
      slug: 'order-equal-hundred',
      title: 'A quiet night',
      sends: 'the messages of a loaded group that does nothing: a hundred, equal to the byte',
      demands: 'all are taken and all are kept',
      why: inferred('a group stays loaded over night, and reports all the time', NO_TIME),
      needsStore: true,
      phases: async (context) => [
        {
          manner: 'in turn',
          requests: await playedRequests(
            '14.3',
            'groups: { spring: {} }\nsteps: [{ load: spring }, { wait: 1000s }]\n',
            context,
          ),
        },
      ],
    },
    {
      number: '14.4',
      slug: 'order-states',
      title: 'The order of state changes',
      sends: 'three quick sessions, each notification after the answer to the one before',
      demands: 'all are kept, and given back in the order in which they were sent',
      why: documented('no body says when it was sent: the order of arrival is all there is', NO_TIME),
      needsStore: true,
      ordered: true,
      phases: async (context) => [
        {
          manner: 'in turn',
          requests: await playedRequests(
            '14.4',
            `groups: { spring: {} }
steps:
  - repeat: 3
    steps: [{ load: spring }, { start: spring, mode: Progress }, { stop: spring }, { forceUnload: spring }]
`,
            context,
          ),
        },
      ],
    },
    {
      number: '14.5',
      slug: 'order-nearly-equal',
      title: 'Messages that differ in one value',
      sends:
        'messages in turn that differ in the last digit of one statistic, in the GUID, or in the tenant only',
      demands: `${TAKEN_AND_KEPT}, each for itself`,
      why: inferred('what differs at all is another fact', NO_TIME),
      needsStore: true,
      phases: (context) => {
        const { write } = writerOf('14.5', context);
        return [
          {
            manner: 'in turn',
            requests: [
              write('periodic', { busyFactor: 0.85 }),
              write('periodic', { busyFactor: 0.8500000000000001 }),
              write('periodic', { campaignGroupGuid: '0f1d3c52-6b1e-4f5a-8c0d-7e2a9b4c6d8f' }),
              write('periodic', { campaignGroupGuid: '0f1d3c52-6b1e-4f5a-8c0d-7e2a9b4c6d90' }),
              write('periodic', { tenantCcid: 'CC-1' }),
              write('periodic', { tenantCcid: 'CC-2' }),
            ],
          },
        ];
      },
    },
  ],
};
