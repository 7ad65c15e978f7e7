import { RELEASES, type ReleaseName } from '../../../receiver/contract/releases.ts';
import type { CaseContext, CheckCase, Family } from '../case.ts';
import { type Writer, writerOf } from '../writer.ts';
import { assumed, documented, TAKEN_AND_KEPT } from './demands.ts';

/** Everything that a release reports, in the states in which it does. */
function everything({ contract, write }: Writer) {
  return contract.events.flatMap((event) =>
    event === 'periodic'
      ? (['Active', 'Running', 'WaitingUnload'] as const).map((state) => write(event, { state }))
      : [write(event)],
  );
}

function otherRelease(
  { onlyRelease, contractOf }: CaseContext,
  ...releases: readonly ReleaseName[]
): string | null {
  const unfit = releases.find((release) => contractOf(release) === null);
  if (unfit !== undefined) return `the contract file does not fit release ${unfit}`;
  if (onlyRelease === null || (releases.length === 1 && releases[0] === onlyRelease)) return null;
  return `release ${onlyRelease} alone was asked for`;
}

function fieldSetsOf(number: string, slug: string, release: ReleaseName): CheckCase {
  const { about, source } = RELEASES.find(({ name }) => name === release)!;
  return {
    number,
    slug,
    title: `All field sets of release ${release}`,
    sends: `every event of release ${release}, the periodic one in each state of a loaded group: ${about}`,
    demands: TAKEN_AND_KEPT,
    why: documented('all fields are sent, whatever the event; what is not relevant is unassigned', source),
    leftOut: (context) => otherRelease(context, release),
    phases: (context) => [
      { manner: 'in turn', requests: everything(writerOf(number, context, context.contractOf(release)!)) },
    ],
  };
}

/** Family 3. */
export const FIELD_SETS_FAMILY: Family = {
  number: 3,
  slug: 'fields',
  title: 'Field sets per release',
  cases: [
    fieldSetsOf('3.1', 'fields-draft', '8.1.5-draft'),
    fieldSetsOf('3.2', 'fields-512', '8.1.512'),
    fieldSetsOf('3.3', 'fields-517', '8.1.517'),
    {
      number: '3.4',
      slug: 'fields-upgrade',
      title: 'OCS is upgraded: fields appear',
      sends: 'every event of release 8.1.512, then those of 8.1.517, which has statistics',
      demands: TAKEN_AND_KEPT,
      why: documented('statistics are sent since 8.1.517.04: an upgrade must not need another target'),
      leftOut: (context) => otherRelease(context, '8.1.512', '8.1.517'),
      phases: (context) =>
        (['8.1.512', '8.1.517'] as const).map((release) => ({
          manner: 'in turn',
          requests: everything(writerOf('3.4', context, context.contractOf(release)!)),
        })),
    },
    {
      number: '3.5',
      slug: 'fields-side-by-side',
      title: 'Two releases side by side',
      sends: 'notifications of releases 8.1.512 and 8.1.517 in turn, from two campaign groups',
      demands: TAKEN_AND_KEPT,
      why: assumed('that an enterprise runs OCS of several releases at a time'),
      leftOut: (context) => otherRelease(context, '8.1.512', '8.1.517'),
      phases: (context) => {
        const [older, newer] = (['8.1.512', '8.1.517'] as const).map((release) =>
          writerOf('3.5', context, context.contractOf(release)!),
        );
        const events = ['loaded', 'started', 'periodic', 'stopped', 'unloaded'] as const;
        const requests = events.flatMap((event) => [
          older!.write(event, { campaignGroupName: 'Older@Agents East' }),
          newer!.write(event, { campaignGroupName: 'Newer@Agents East' }),
        ]);
        return [{ manner: 'in turn', requests }];
      },
    },
    {
      number: '3.6',
      slug: 'fields-not-configured',
      title: 'Campaign and template that are not configured',
      sends: 'a session without campaign name and template, then one with both',
      demands: TAKEN_AND_KEPT,
      why: documented('the two are told if they are present in the configuration'),
      phases: (context) => {
        const { write } = writerOf('3.6', context);
        const events = ['loaded', 'started', 'periodic', 'unloaded'] as const;
        const bare = { campaignName: null, campaignTemplateName: null };
        return [
          {
            manner: 'in turn',
            requests: [...events.map((event) => write(event, bare)), ...events.map((event) => write(event))],
          },
        ];
      },
    },
  ],
};
