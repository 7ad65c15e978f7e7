import { PAGES, type Sourced } from './mark.ts';
import { EVENT_NAMES, type EventName } from './vocabulary.ts';

/** One simulated release of OCS: which events it reports, and whether its POSTs carry statistics. */
export interface Release extends Sourced {
  readonly name: string;
  readonly about: string;
  readonly statistics: boolean;
  /** What an event is reported as in this release; null: not reported at all. */
  readonly reportedAs: (event: EventName) => EventName | null;
}

/** The published page knows neither of the two events of the drafts; a forced unload is then reported as an unload (assumed). */
function withoutDraftEvents(event: EventName): EventName | null {
  if (event === 'unloaded forcefully') return 'unloaded';
  return event === 'general info' ? null : event;
}

export const RELEASES = [
  {
    name: '8.1.5-draft',
    about: 'all eight events, with statistics (the default)',
    statistics: true,
    reportedAs: (event) => event,
    mark: 'documented',
    source: PAGES.draft,
  },
  {
    name: '8.1.512',
    about:
      'state changes and periodic messages, without statistics; a forced unload is reported as an unload (assumed)',
    statistics: false,
    reportedAs: withoutDraftEvents,
    mark: 'documented',
    source: `${PAGES.published}: state changes since 8.1.512.02`,
  },
  {
    name: '8.1.517',
    about: 'as 8.1.512, with statistics',
    statistics: true,
    reportedAs: withoutDraftEvents,
    mark: 'documented',
    source: `${PAGES.published}: statistics since 8.1.517.04`,
  },
] as const satisfies readonly Release[];

/** A release of OCS that can be simulated, by its name in files and options. */
export type ReleaseName = (typeof RELEASES)[number]['name'];
export const RELEASE_NAMES: readonly ReleaseName[] = RELEASES.map((release) => release.name);
export const DEFAULT_RELEASE = '8.1.5-draft' satisfies ReleaseName;

export function releaseNamed(name: ReleaseName): Release {
  return RELEASES.find((release) => release.name === name)!;
}

/** The events that a release puts on the wire, in the order of the vocabulary. */
export function eventsOf(release: Release): EventName[] {
  const reported = new Set(EVENT_NAMES.map(release.reportedAs));
  return EVENT_NAMES.filter((event) => reported.has(event));
}
