import type { Family } from '../case.ts';
import { playedRequests } from '../played.ts';
import { writerOf } from '../writer.ts';
import { assumed, documented, inferred, TAKEN_AND_KEPT, without } from './demands.ts';

const IN_TURN = { manner: 'in turn' } as const;

/** Family 1. */
export const EVENTS_FAMILY: Family = {
  number: 1,
  slug: 'events',
  title: 'Events and life cycle',
  cases: [
    {
      number: '1.1',
      slug: 'events-each',
      title: 'Every event once',
      sends: 'one notification of each event that the release reports',
      demands: TAKEN_AND_KEPT,
      why: documented('these are the events that OCS reports'),
      phases: (context) => {
        const { write, contract } = writerOf('1.1', context);
        return [{ ...IN_TURN, requests: contract.events.map((event) => write(event)) }];
      },
    },
    {
      number: '1.2',
      slug: 'events-whole-life',
      title: 'A whole life, from loaded to unloaded',
      sends:
        'a session as OCS plays it: loaded, started, statistics every 10 s, a dial mode change, stopped, unloaded',
      demands: TAKEN_AND_KEPT,
      why: documented('the life cycle of a campaign group'),
      phases: async (context) => [
        {
          ...IN_TURN,
          requests: await playedRequests(
            '1.2',
            `groups: { spring: { campaign: Spring, agentGroup: Agents East, agents: 20 } }
steps:
  - load: spring
  - wait: 15s
  - { start: spring, mode: Predict, goal: 85 }
  - wait: 2m
  - { changeMode: spring, to: Progress }
  - wait: 1m
  - stop: spring
  - wait: 5m
  - unload: spring
`,
            context,
          ),
        },
      ],
    },
    {
      number: '1.3',
      slug: 'events-forced-unload',
      title: 'Unloaded by force while dialing',
      sends: 'a session that is unloaded by force while it dials',
      demands: TAKEN_AND_KEPT,
      why: assumed('what becomes of a forced unload in the releases after the drafts is not public'),
      phases: async (context) => [
        {
          ...IN_TURN,
          requests: await playedRequests(
            '1.3',
            `groups: { spring: {} }
steps: [{ load: spring }, { start: spring, mode: Predict }, { wait: 1m }, { forceUnload: spring }]
`,
            context,
          ),
        },
      ],
    },
    {
      number: '1.4',
      slug: 'events-waiting-unload',
      title: 'An unload that waits for the calls in progress',
      sends: 'a session that is unloaded while its agents still talk: periodic messages go on meanwhile',
      demands: TAKEN_AND_KEPT,
      why: inferred(
        'a group waits with its unload while there are calls, and a receiver sees a state of its own',
        'the names of the group states',
      ),
      phases: async (context) => [
        {
          ...IN_TURN,
          requests: await playedRequests(
            '1.4',
            `groups: { spring: { talkTime: 4m } }
steps:
  - load: spring
  - { start: spring, mode: Predict }
  - wait: 1m
  - stop: spring
  - unload: spring
  - waitUntil: { group: spring, state: NotLoaded, within: 1h }
`,
            context,
          ),
        },
      ],
    },
    {
      number: '1.5',
      slug: 'events-loaded-again',
      title: 'Loaded again, three sessions',
      sends: 'three sessions of one campaign group, each with a GUID of its own',
      demands: TAKEN_AND_KEPT,
      why: assumed(
        'that the GUID names one session, fresh at each load',
        'the key is documented, its life is not',
      ),
      phases: async (context) => [
        {
          ...IN_TURN,
          requests: await playedRequests(
            '1.5',
            `groups: { spring: {} }
steps:
  - repeat: 3
    steps: [{ load: spring }, { start: spring, mode: Progress }, { wait: 30s }, { forceUnload: spring }, { wait: 1m }]
`,
            context,
          ),
        },
      ],
    },
    {
      number: '1.6',
      slug: 'events-unload-while-running',
      title: 'Unloaded while dialing: stopped, then unloaded',
      sends: 'a session whose unload ends the dialing: two notifications of one command',
      demands: TAKEN_AND_KEPT,
      why: inferred(
        'an unload of a running group stops the dialing first',
        "Stat Server's states of a campaign group",
      ),
      phases: async (context) => [
        {
          ...IN_TURN,
          requests: await playedRequests(
            '1.6',
            `groups: { spring: {} }
steps: [{ load: spring }, { start: spring, mode: Progress }, { unload: spring }]
`,
            context,
          ),
        },
      ],
    },
    {
      number: '1.7',
      slug: 'events-general-info',
      title: 'General info in every state',
      sends: 'general info of a group that is loaded, dialing, and waiting for its unload',
      demands: TAKEN_AND_KEPT,
      why: assumed(
        'that general info may come in any loaded state',
        'the drafts name the event and nothing more',
      ),
      leftOut: without('general info'),
      phases: (context) => {
        const { write } = writerOf('1.7', context);
        return [
          {
            ...IN_TURN,
            requests: (['Active', 'Running', 'WaitingUnload'] as const).map((state) =>
              write('general info', { state }),
            ),
          },
        ];
      },
    },
  ],
};
