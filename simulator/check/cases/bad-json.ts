// What OCS does not send. A target that takes such for a notification will take anything; one that falls over at it, or is left in
// disorder, loses the good ones that follow. These bodies alone are not made by the contract.

import type { CaseRequest, CheckCase, Family } from '../case.ts';
import { type Writer, writerOf } from '../writer.ts';
import { assumed } from './demands.ts';

const NEVER_SENT = assumed(
  'OCS does not send such; it shows whether the target reads what it is sent, and whether it goes on afterwards',
);

type Spoilt = Pick<CaseRequest, 'body' | 'about'> & Partial<Pick<CaseRequest, 'contentType' | 'refusal'>>;

/** Good, bad, good again: three times over, for whatever a bad one leaves behind. */
function bad(
  about: Pick<CheckCase, 'number' | 'slug' | 'title' | 'sends'>,
  spoil: (good: string, writer: Writer) => readonly Spoilt[],
): CheckCase {
  return {
    demands: 'it is answered with 4xx, and every good notification before and after it is taken and kept',
    why: NEVER_SENT,
    ...about,
    phases: (context) => {
      const writer = writerOf(about.number, context);
      const good = writer.write('started');
      const spoilt = spoil(good.body, writer).map(
        (each): CaseRequest => ({ ...good, contract: null, refusal: 'wanted', ...each }),
      );
      const after = spoilt.flatMap((each, index) => [
        each,
        writer.write('periodic', { busyFactor: (index + 1) / 16 }),
      ]);
      return [{ manner: 'in turn', requests: [good, ...after] }];
    },
  };
}

const ALLOWED = { refusal: 'allowed' } as const;

/** Family 13. */
export const BAD_JSON_FAMILY: Family = {
  number: 13,
  slug: 'bad-json',
  title: 'Bad JSON, which OCS does not send',
  cases: [
    bad(
      {
        number: '13.1',
        slug: 'bad-json-truncated',
        title: 'A body that is cut off',
        sends: 'notifications that end too early: within a name, after a comma, before the last brace',
      },
      (good) => [
        { body: good.slice(0, 40), about: 'a body cut off within a text' },
        { body: good.slice(0, good.indexOf(',') + 1), about: 'a body cut off after a comma' },
        { body: good.slice(0, -1), about: 'a body without its last brace' },
      ],
    ),
    bad(
      {
        number: '13.2',
        slug: 'bad-json-empty',
        title: 'No body',
        sends: 'a POST without a body, and one with nothing but blanks',
      },
      () => [
        { body: '', about: 'an empty body' },
        { body: ' \n', about: 'a body of blanks' },
      ],
    ),
    bad(
      {
        number: '13.3',
        slug: 'bad-json-no-object',
        title: 'JSON that is no object',
        sends: 'a list of notifications, a text, a number, true and null',
      },
      (good) => [
        { body: `[${good}]`, about: 'a list' },
        { body: JSON.stringify(good), about: 'a text' },
        { body: '42', about: 'a number' },
        { body: 'true', about: 'the word true' },
        { body: 'null', about: 'the word null' },
      ],
    ),
    bad(
      {
        number: '13.4',
        slug: 'bad-json-grammar',
        title: 'Nearly JSON',
        sends: 'a trailing comma, single quotes, NaN, a comment, two objects in a row, a form',
      },
      (good) => [
        { body: `${good.slice(0, -1)},}`, about: 'a comma at the end' },
        { body: good.replaceAll('"', "'"), about: 'single quotes' },
        { body: good.replace(/:(\d)/, ':NaN,"x":$1'), about: 'NaN' },
        { body: `/* note */${good}`, about: 'a comment' },
        { body: `${good}${good}`, about: 'two objects in a row' },
        { body: 'GSW_USER_EVENT=CampaignStarted', about: 'a form' },
      ],
    ),
    {
      ...bad(
        {
          number: '13.5',
          slug: 'bad-json-deep',
          title: 'Very deep',
          sends: 'a list within a list, 100,000 deep, and objects as deep as that, both complete',
        },
        () => [
          { body: '['.repeat(100_000) + ']'.repeat(100_000), about: 'lists 100,000 deep' },
          {
            body: `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
            about: 'objects 100,000 deep',
            ...ALLOWED,
          },
        ],
      ),
      hostile: true,
      demands:
        'the lists are answered with 4xx, the objects so or kept; good notifications are taken and kept all the same',
    },
    {
      ...bad(
        {
          number: '13.6',
          slug: 'bad-json-content-type',
          title: 'Another content type',
          sends: 'good notifications that say they are text/plain, a form, and XML',
        },
        (_, { write }) =>
          ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'].map(
            (contentType, index) => ({
              body: write('periodic', { hitRatio: (index + 1) / 8 }).body,
              about: `a notification as ${contentType}`,
              contentType,
              ...ALLOWED,
            }),
          ),
      ),
      demands:
        'it is taken and kept, or answered with 4xx; good notifications are taken and kept all the same',
    },
    {
      ...bad(
        {
          number: '13.7',
          slug: 'bad-json-lone-surrogate',
          title: 'Half a character',
          sends: 'names with one half of a surrogate pair, as an escape: JSON by its grammar, and no text',
        },
        (_, { write }) =>
          ['\ud83c', '\udf31 Spring'].map((campaignName) => ({
            body: write('periodic', { campaignName }).body,
            about: 'a name with half a character',
            ...ALLOWED,
          })),
      ),
      demands:
        'it is taken and kept, or answered with 4xx; good notifications are taken and kept all the same',
    },
    {
      ...bad(
        {
          number: '13.8',
          slug: 'bad-json-nested',
          title: 'Nested 100 deep',
          sends: 'a list within a list, 100 deep, and objects as deep as that, both complete',
        },
        () => [
          { body: '['.repeat(100) + ']'.repeat(100), about: 'lists 100 deep' },
          { body: `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, about: 'objects 100 deep', ...ALLOWED },
        ],
      ),
      demands:
        'the lists are answered with 4xx, the objects so or kept; good notifications are taken and kept all the same',
    },
  ],
};
