import type { Family } from '../case.ts';
import { playedRequests } from '../played.ts';
import { times, writerOf } from '../writer.ts';
import { documented, inferred, TAKEN_AND_KEPT } from './demands.ts';

const KEYS = 'the keys of a notification: tenant, group and GUID are told in each';

/** Family 10. */
export const GROUPS_FAMILY: Family = {
  number: 10,
  slug: 'groups',
  title: 'Many groups',
  cases: [
    {
      number: '10.1',
      slug: 'groups-300',
      title: 'Three hundred groups with all they report',
      sends: 'the sessions of 300 campaign groups in three tenants, as OCS plays them: 1,500 notifications',
      demands: TAKEN_AND_KEPT,
      why: documented('every group of every tenant reports for itself'),
      phases: async (context) => [
        {
          manner: 'at once',
          requests: await playedRequests(
            '10.1',
            `tenants:
  bank: { customerName: Example Bank, ccid: CC-1 }
  shop: { customerName: Example Shop, ccid: CC-2 }
  post: { customerName: Example Post, ccid: CC-3 }
groups:
  bank: { count: 100, tenant: bank, campaign: "Renewal \${n}", agents: 5 }
  shop: { count: 100, tenant: shop, campaign: "Offer \${n}", agents: 5 }
  post: { count: 100, tenant: post, campaign: "Notice \${n}", agents: 5 }
steps:
  - load: all
  - { start: all, mode: Progress }
  - wait: 15s
  - forceUnload: all
  - load: bank-*
  - load: shop-*
  - load: post-*
`,
            context,
          ),
        },
      ],
    },
    {
      number: '10.2',
      slug: 'groups-same-name',
      title: 'Groups of one name in several tenants',
      sends: 'campaign groups whose names are equal and whose tenants are not',
      demands: `${TAKEN_AND_KEPT}: they are different groups`,
      why: inferred('names are unique within a tenant only', KEYS),
      phases: (context) => {
        const { write } = writerOf('10.2', context);
        const requests = times(20, (n) =>
          write('loaded', {
            campaignGroupName: 'Spring@Agents East',
            campaignGroupGuid: `0f1d3c52-6b1e-4f5a-8c0d-${String(n).padStart(12, '0')}`,
            tenantName: `Tenant ${n}`,
            tenantCcid: `CC-${n}`,
          }),
        );
        return [{ manner: 'in turn', requests }];
      },
    },
    {
      number: '10.3',
      slug: 'groups-new-ones',
      title: 'Always new groups',
      sends: '500 groups that are loaded once each, over the pool: nothing of them comes again',
      demands: TAKEN_AND_KEPT,
      why: inferred('each load begins a session with a GUID of its own', KEYS),
      phases: (context) => {
        const { write } = writerOf('10.3', context);
        const requests = times(500, (n) =>
          write('loaded', { campaignGroupName: `Campaign ${n}@Agents East` }),
        );
        return [{ manner: 'at once', requests }];
      },
    },
  ],
};
