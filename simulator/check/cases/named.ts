import type { CheckCase, Reason } from '../case.ts';
import { type Telling, writerOf } from '../writer.ts';
import { assumed, inferred, TAKEN_AND_KEPT } from './demands.ts';

/** What is demanded of names that a target may be tempted to mend. */
export const KEPT_EXACTLY = `${TAKEN_AND_KEPT}: every character, in the same form`;

/** Why ordinary names of any script are sent. */
export const CONFIGURED = inferred(
  'administrators name campaigns, groups and lists as they please, in their own script',
  'names are free text in the configuration',
);
/** Why the others are. */
export const ANY_TEXT = assumed(
  'that the configuration allows such a name; a target that takes text should take any',
);

/** A text as every name there is. */
function everywhere(name: string): Telling {
  return {
    tenantName: name,
    campaignGroupName: `${name}@${name}`,
    groupName: name,
    campaignName: name,
    campaignTemplateName: name,
    queueName: name,
    callingLists: [{ callingListName: name, callingListDbid: 101, hitRatio: 0.28, timeToComplete: 480.5 }],
  };
}

type About = Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends'> &
  Partial<Pick<CheckCase, 'demands' | 'needsStore'>> & { readonly why?: Reason };

/** A session of each name: loaded, and a periodic message, which names the calling list too. */
export function named(
  about: About,
  names: readonly string[],
  spell: (json: string) => string = (json) => json,
): CheckCase {
  return {
    demands: TAKEN_AND_KEPT,
    why: CONFIGURED,
    ...about,
    phases: (context) => {
      const { write } = writerOf(about.number, context);
      const requests = names.flatMap((name) =>
        (['loaded', 'periodic'] as const).map((event) => write(event, everywhere(name))),
      );
      return [{ manner: 'in turn', requests: requests.map((each) => ({ ...each, body: spell(each.body) })) }];
    },
  };
}

/** Letters enough for so many bytes of UTF-8, of one, two, three and four bytes in turn. */
export function longName(bytes: number): string {
  const piece = 'aé春🌱';
  return piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)));
}
