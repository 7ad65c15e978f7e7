import { didYouMean } from '../../document/closest-word.ts';
import type { Desk } from '../desk.ts';
import { MOST_EVENTS } from '../groups.ts';
import { json, type Operation } from '../operation.ts';
import { refusal } from '../refusal.ts';

const EVENTS = 32;
const POINTS = 300;
const MOST_POINTS = 512;

/** What the campaign groups are at, and their statistics over time. */
export function groupOperations({ register }: Desk): readonly Operation[] {
  return [
    {
      id: 'listGroups',
      method: 'GET',
      path: '/groups',
      summary: 'Every campaign group with its state, its time line and its last statistics',
      description:
        'Put together while the notifications come, so that asking is instant however many there are; after a start on a large journal the answer waits until all of it is read.',
      parameters: [
        {
          name: 'events',
          about: 'So many of the last events of each group.',
          schema: { type: 'integer', minimum: 0, maximum: MOST_EVENTS, default: EVENTS },
        },
      ],
      body: null,
      answers: { 200: { about: 'The groups, in the order in which they first came.', schema: 'Groups' } },
      errors: [],
      handle: async ({ query }) => {
        const events = query.integer('events', { min: 0, max: MOST_EVENTS }) ?? EVENTS;
        if (query.refusal !== null) return query.refusal;
        await register.ready();
        return json(register.groups.message(events));
      },
    },
    {
      id: 'getGroupStatistics',
      method: 'GET',
      path: '/groups/{group}/statistics',
      summary: 'The four statistics of a campaign group over time',
      description:
        'Downsampled: of each stretch the last, the smallest and the largest value, so that no peak is lost.',
      pathParameters: [
        {
          name: 'group',
          about: 'Its name.',
          schema: { type: 'string' },
          example: 'Spring@Agents East',
        },
      ],
      parameters: [
        {
          name: 'tenant',
          about: "The tenant's Contact Center ID, where groups of different tenants have the same name.",
          schema: { type: 'string' },
        },
        {
          name: 'points',
          about: 'So many points at most.',
          schema: { type: 'integer', minimum: 1, maximum: MOST_POINTS, default: POINTS },
        },
      ],
      body: null,
      answers: { 200: { about: 'The series; all lists are equally long.', schema: 'Series' } },
      errors: ['no-such-group'],
      handle: async ({ params, query }) => {
        const points = query.integer('points', { min: 1, max: MOST_POINTS }) ?? POINTS;
        if (query.refusal !== null) return query.refusal;
        await register.ready();
        const { group = '' } = params;
        const series = register.groups.series(group, query.text('tenant'), points);
        if (series !== null) return json(series);
        const hint = didYouMean(group, register.groups.labels);
        return refusal('no-such-group', `no notification of the campaign group "${group}" is known`, {
          ...(hint === undefined ? {} : { hint }),
        });
      },
    },
  ];
}
