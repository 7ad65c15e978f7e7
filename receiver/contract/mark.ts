/**
 * On what a domain fact rests.
 *
 * - `documented`: read in the vendor's public pages.
 * - `inferred`: follows from a documented neighbour, which the source names.
 * - `assumed`: nothing public settles it; the choice is ours.
 * - `site`: a contract file says so.
 */
export const MARKS = ['documented', 'inferred', 'assumed', 'site'] as const;

/** What a fact rests on: the vendor's public pages, a neighbour in them, an assumption of ours, or a site's contract file. */
export type Mark = (typeof MARKS)[number];

/** A domain fact never travels without the mark and the source it rests on. */
export interface Sourced {
  readonly mark: Mark;
  /** Where the fact was read, or which documented neighbour it was inferred from. */
  readonly source: string;
}

/** The vendor's public pages, by the short names the sources use. */
export const PAGES = {
  draft: 'the drafts of April-June 2018',
  published: 'OU/latest/Dep/AutoCGStatus',
  sections: 'OU/latest/Dep/SectionNames',
  optionsOverview: 'OU/8.1.3/Dep/OverviewConfOptions',
  dialingModes: 'OU/latest/Dep/DialingModes',
  campaigns: 'OU/latest/Dep/Campaigns',
} as const;
