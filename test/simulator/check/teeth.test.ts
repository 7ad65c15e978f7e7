// Each family bites: a target that is broken in exactly one way is found out by it, with the right verdict, and the same target
// without the break passes.

import { describe, expect, test } from 'vitest';
import type { JsonObject, JsonValue } from '../../../receiver/contract/contract.ts';
import { FAMILIES } from '../../../simulator/check/cases/families.ts';
import type { CaseVerdict } from '../../../simulator/check/result.ts';
import {
  type Break,
  brokenTarget,
  jsonOf,
  keeping,
  type Taken,
  type Taking,
  takeWell,
} from './broken-target.ts';
import { caseResult, casesOf, checked } from './context.ts';

interface Tooth {
  readonly broken: string;
  /** A function where it remembers something, so that each case finds it fresh. */
  readonly how: Break | (() => Break);
  /** Cases, what becomes of them, and words that the finding must have. */
  readonly cases: readonly (readonly [number: string, verdict: CaseVerdict, says?: RegExp])[];
}

const text = (change: (text: string) => string): Break => ({
  take: keeping((value) => (typeof value === 'string' ? change(value) : value)),
});
const number = (change: (number: number) => JsonValue): Break => ({
  take: keeping((value) => (typeof value === 'number' ? change(value) : value)),
});
const REFUSED: Taken = { status: 400, say: '{"error":{"type":"mapper_parsing_exception","reason":"no"}}' };
const refusing = (when: (taking: Taking) => boolean, refusal: Taken = REFUSED): Break => ({
  take: (taking) => (when(taking) ? refusal : takeWell(taking)),
});
/** Loses what is asked for, and says that it was taken. */
const losing = (when: (taking: Taking, body: JsonObject) => boolean): Break => ({
  take: (taking) =>
    when(taking, (jsonOf(taking.body) ?? {}) as JsonObject) ? { status: 200, keep: [] } : takeWell(taking),
});
const same = (a: JsonValue | undefined, b: JsonValue | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** A field of whole numbers as soon as the first number of it is whole, as a dynamic mapping makes it. */
function takesTheFirstForAll(): Break {
  const whole = new Map<string, boolean>();
  const held = (key: string, value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.map((item) => held(key, item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(
        Object.entries(value).map(([inner, each]) => [inner, held(`${key}.${inner}`, each)]),
      );
    if (typeof value !== 'number') return value;
    if (!whole.has(key)) whole.set(key, Number.isInteger(value));
    return whole.get(key) ? Math.trunc(value) : value;
  };
  return { take: ({ body }) => ({ keep: [held('$', jsonOf(body)!)] }) };
}

const HTML = (each: string): string => each.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const LONG = { wanted: 'double', found: 'long', consequence: '0.85 counts as 0' };

const TEETH: Readonly<Record<number, readonly Tooth[]>> = {
  1: [
    {
      broken: 'knows no forced unload',
      how: refusing(({ body }) => body.includes('CampaignForceUnloaded')),
      cases: [
        ['1.1', 'failed', /1 of 8 not taken: answered 400: mapper_parsing_exception: no/],
        ['1.3', 'failed'],
        ['1.6', 'passed'],
      ],
    },
    {
      broken: 'takes periodic messages and keeps none',
      how: losing((_, body) => body.GSW_USER_EVENT === 'CampaignActivity'),
      cases: [
        ['1.2', 'failed', /not kept: answered 200, and not kept/],
        ['1.6', 'passed'],
      ],
    },
  ],
  2: [
    {
      broken: 'knows three dial modes',
      how: refusing(({ body }) => Number((jsonOf(body) as JsonObject).GSW_DIAL_MODE) > 3),
      cases: [
        ['2.1', 'failed', /8 of 12 not taken/],
        ['2.3', 'passed'],
      ],
    },
    {
      broken: 'answers 500 to what it does not know',
      how: refusing(({ body }) => body.includes('"GSW_OPTIMIZE_BY":3'), { status: 500, say: 'Oops' }),
      cases: [
        ['2.3', 'failed', /answered 500: Oops/],
        ['2.2', 'passed'],
      ],
    },
  ],
  3: [
    {
      broken: 'wants statistics in every body',
      how: refusing(({ body }) => !body.includes('GSW_STAT_BUSY_FACTOR')),
      cases: [
        ['3.2', 'failed'],
        ['3.3', 'passed'],
        ['3.4', 'failed', /8 of 16/],
        ['3.5', 'failed', /5 of 10/],
      ],
    },
    {
      broken: 'wants a campaign name',
      how: refusing(({ body }) => body.includes('"GSW_CAMPAIGN_NAME":""')),
      cases: [
        ['3.6', 'failed', /4 of 8/],
        ['3.1', 'passed'],
      ],
    },
  ],
  4: [
    {
      broken: 'refuses null where it expects a number',
      how: refusing(({ body }) => body.includes('"GSW_DIAL_MODE":null')),
      cases: [
        ['4.1', 'passed'],
        ['4.2', 'failed'],
        ['4.3', 'passed'],
        ['4.4', 'failed'],
      ],
    },
    {
      broken: 'leaves out what is null',
      how: {
        take: ({ body }) => {
          const entries = Object.entries(jsonOf(body) as JsonObject).filter(([, value]) => value !== null);
          return { keep: [Object.fromEntries(entries)] };
        },
      },
      cases: [
        ['4.2', 'failed', /altered: \$\.GSW_\w+: missing: sent null, kept absent/],
        ['4.3', 'passed'],
      ],
    },
  ],
  5: [
    {
      broken: 'takes a field for whole numbers after a first 0',
      how: takesTheFirstForAll,
      cases: [
        ['5.1', 'passed'],
        ['5.2', 'failed', /altered: .*sent 0\.85, kept 0/],
        ['5.3', 'failed', /sent 0\.5, kept 0/],
        ['5.4', 'passed'],
      ],
    },
    {
      broken: 'keeps the fraction, and counts it as a whole number',
      how: { drift: [{ field: 'GSW_CALLING_LISTS.GSW_STAT_HIT_RATIO', ...LONG }] },
      cases: [
        ['5.2', 'tolerated', /GSW_STAT_HIT_RATIO is held as long, not double: 0\.85 counts as 0/],
        ['5.5', 'passed'],
      ],
    },
    {
      broken: 'makes 0 of null',
      how: { take: keeping((value) => value ?? 0) },
      cases: [
        ['5.1', 'failed', /null became another value/],
        ['5.5', 'failed'],
      ],
    },
  ],
  6: [
    {
      broken: 'rounds to six digits',
      how: number((value) => Math.round(value * 1e6) / 1e6),
      cases: [
        ['6.1', 'passed'],
        ['6.2', 'failed', /sent 1e-9, kept 0/],
        ['6.3', 'failed'],
      ],
    },
    {
      broken: 'counts in 32 bits',
      how: number((value) => (Number.isInteger(value) ? value | 0 : value)),
      cases: [
        ['6.6', 'failed', /sent 2147483648, kept -2147483648/],
        ['6.7', 'failed'],
        ['6.8', 'passed'],
      ],
    },
    {
      broken: 'refuses numbers with an exponent',
      how: refusing(({ body }) => /:-?[\d.]+e/.test(body)),
      cases: [
        ['6.11', 'failed'],
        ['6.9', 'passed'],
      ],
    },
    {
      broken: 'keeps numbers as text',
      how: number(String),
      cases: [['6.1', 'failed', /number became text/]],
    },
  ],
  7: [
    {
      broken: 'drops everything beyond ASCII',
      how: text((each) => each.replaceAll(/[^\0-\x7f]/g, '?')),
      cases: ['7.1', '7.2', '7.3', '7.4', '7.5', '7.6', '7.7', '7.11', '7.16', '7.17'].map(
        (each) => [each, 'failed'] as const,
      ),
    },
    {
      broken: 'composes what is decomposed',
      how: text((each) => each.normalize('NFC')),
      cases: [
        ['7.1', 'passed'],
        ['7.7', 'failed'],
      ],
    },
    {
      broken: 'cannot hold NUL',
      how: refusing(({ body }) => body.includes('\\u0000'), {
        status: 500,
        say: 'invalid byte sequence: 0x00',
      }),
      cases: [
        ['7.9', 'passed'],
        ['7.10', 'failed', /answered 500: invalid byte sequence: 0x00/],
      ],
    },
    {
      broken: 'cuts off at 255 characters',
      how: text((each) => each.slice(0, 255)),
      cases: [
        ['7.10', 'passed'],
        ['7.11', 'failed', /sent a text of 5,120 characters, kept one of 255: they part at character 256/],
      ],
    },
    {
      broken: 'guesses dates from the first name',
      how: refusing(
        ({ body, kept }) =>
          kept.some((each) => /^\d{4}-\d\d-\d\d/.test(String((each as JsonObject).GSW_CAMPAIGN_NAME))) &&
          body.includes('"GSW_CAMPAIGN_NAME":"Spring"'),
      ),
      cases: [
        ['7.12', 'failed', /2 of 8 not taken: answered 400: mapper_parsing_exception/],
        ['7.13', 'passed'],
      ],
    },
    {
      broken: 'makes numbers of texts that look like some',
      how: {
        take: keeping((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value)),
      },
      cases: [
        ['7.13', 'failed', /text became number: sent "42", kept 42/],
        ['7.1', 'passed'],
      ],
    },
    {
      broken: 'escapes HTML',
      how: text(HTML),
      cases: [
        ['7.14', 'failed', /sent "<script>alert\(1\)<\/script>", kept "&lt;script>/],
        ['7.15', 'passed'],
      ],
    },
    {
      broken: 'escapes HTML and does not say what became of which',
      how: { ...text(HTML), namesNothing: true },
      cases: [['7.14', 'failed', /taken and not kept/]],
    },
    {
      broken: 'trims blanks',
      how: text((each) => each.trim()),
      cases: [
        ['7.15', 'failed'],
        ['7.14', 'passed'],
      ],
    },
    {
      broken: 'drops a key named __proto__, and texts of that name',
      how: refusing(({ body }) => body.includes('__proto__'), { status: 403, say: 'forbidden' }),
      cases: [['7.18', 'failed', /answered 403: forbidden/]],
    },
  ],
  8: [
    {
      broken: 'takes 64 KB at most',
      how: refusing(({ body }) => body.length > 65_536, {
        status: 413,
        say: '<h1>413 Request Entity Too Large</h1>',
      }),
      cases: [
        ['8.2', 'passed'],
        ['8.4', 'failed', /1 of 3 not taken: answered 413: 413 Request Entity Too Large/],
        ['8.5', 'failed'],
        ['8.6', 'failed'],
      ],
    },
    {
      broken: 'takes 1 MiB at most',
      how: refusing(({ body }) => body.length > 1_048_576, { status: 413 }),
      cases: [
        ['8.5', 'passed'],
        ['8.6', 'failed'],
      ],
    },
    {
      broken: 'keeps ten lists',
      how: {
        take: ({ body }) => {
          const whole = jsonOf(body) as JsonObject;
          return {
            keep: [{ ...whole, GSW_CALLING_LISTS: (whole.GSW_CALLING_LISTS as JsonValue[]).slice(0, 10) }],
          };
        },
      },
      cases: [
        ['8.2', 'failed', /length/],
        ['8.3', 'passed'],
      ],
    },
  ],
  9: [
    {
      broken: 'takes 40 in a row and then wants to be left alone',
      how: refusing(({ kept }) => kept.length >= 40, { status: 429, say: '{"message":"too many requests"}' }),
      cases: [
        ['9.1', 'failed', /10 of 50 not taken: answered 429: too many requests/],
        ['9.2', 'failed'],
        ['9.3', 'failed'],
        ['9.4', 'failed'],
      ],
    },
    {
      broken: 'loses every tenth without a word',
      how: losing((taking) => taking.number % 10 === 0),
      cases: [['9.2', 'failed', /20 of 200 taken and not kept/]],
    },
  ],
  10: [
    {
      broken: 'tells groups apart by their names',
      how: losing(({ kept }, body) =>
        kept.some((each) => (each as JsonObject).GSW_CAMPAIGN_GROUP_NAME === body.GSW_CAMPAIGN_GROUP_NAME),
      ),
      cases: [
        ['10.2', 'failed', /19 of 20 taken and not kept/],
        ['10.3', 'passed'],
      ],
    },
    {
      broken: 'has room for 256 groups',
      how: refusing(
        ({ kept }) => new Set(kept.map((each) => (each as JsonObject).GSW_CAMPAIGN_GROUP_NAME)).size >= 256,
        {
          status: 507,
        },
      ),
      cases: [
        ['10.1', 'failed', /not taken: answered 507/],
        ['10.3', 'failed', /244 of 500/],
      ],
    },
  ],
  11: [
    {
      broken: 'resets a connection that has rested, when something comes',
      how: refusing(({ restedMs }) => restedMs > 15, 'cut the connection'),
      cases: [
        ['11.2', 'failed', /1 of 3 not answered: reset/],
        ['11.3', 'failed'],
        ['11.4', 'failed', /not answered: reset/],
      ],
    },
    {
      broken: 'closes each connection after its answer',
      how: { closes: true },
      cases: [
        ['11.1', 'tolerated', /on more connections: 100 connections were used, not 1/],
        ['11.2', 'tolerated', /3 connections were used, not 1/],
        ['11.3', 'passed'],
      ],
    },
    {
      broken: 'takes ten messages a connection',
      how: refusing(({ number: each }) => each === 11, 'cut the connection'),
      cases: [['11.1', 'failed', /1 of 100 not answered: reset/]],
    },
  ],
  12: [
    {
      broken: 'answers slowly',
      how: {
        take: (taking) => ({ ...(takeWell(taking) as object), afterMs: taking.number === 3 ? 250 : 0 }),
        responseTimeoutSeconds: 2,
      },
      cases: [
        ['12.3', 'tolerated', /slow: the slowest answer took \d\.\d\d s; the sender gives up after 2 s/],
      ],
    },
    {
      broken: 'does not answer the third in time',
      how: { ...refusing((taking) => taking.number === 3, 'say nothing'), responseTimeoutSeconds: 0.1 },
      cases: [['12.3', 'failed', /1 of 10 not answered: timed out: no complete answer within 0\.1 s/]],
    },
  ],
  13: [
    {
      broken: 'takes whatever comes for a notification',
      how: { take: ({ body }) => ({ keep: [jsonOf(body) ?? body] }) },
      cases: [
        ...['13.1', '13.2', '13.3', '13.4', '13.5'].map(
          (each) => [each, 'tolerated', /taken though bad: answered 201/] as const,
        ),
        ['13.6', 'passed'],
        ['13.7', 'passed'],
      ],
    },
    {
      broken: 'falls over at bad JSON',
      how: {
        take: (taking) =>
          jsonOf(taking.body) === undefined ? { status: 500, say: 'SyntaxError' } : takeWell(taking),
      },
      cases: [
        ['13.1', 'failed', /3 of 7 badly refused: answered 500: SyntaxError/],
        ['13.3', 'passed'],
      ],
    },
    {
      broken: 'is in disorder after bad JSON',
      how: () => {
        let disorder = false;
        return {
          take: (taking: Taking): Taken => {
            const taken = takeWell(taking);
            const lost = disorder;
            disorder = typeof taken !== 'string' && taken.status === 400;
            return lost ? { status: 200, keep: [] } : taken;
          },
        };
      },
      cases: [['13.2', 'failed', /2 of 5 taken and not kept/]],
    },
    {
      broken: 'refuses other content types, as it may',
      how: refusing(({ contentType }) => contentType !== 'application/json', { status: 415 }),
      cases: [['13.6', 'passed']],
    },
  ],
  14: [
    {
      broken: 'takes equal bodies for one',
      how: { ...losing(({ kept }, body) => kept.some((each) => same(each, body))), namesNothing: true },
      cases: [
        ['14.1', 'failed', /1 of 3 taken and not kept/],
        ['14.2', 'failed', /11 of 12/],
        ['14.3', 'failed', /99 of 101/],
        ['14.5', 'passed'],
      ],
    },
    {
      broken: 'gives back the newest first',
      how: { giveBack: (kept) => kept.toReversed() },
      cases: [
        ['14.4', 'tolerated', /out of order: given back after one that was sent later/],
        ['14.1', 'passed'],
      ],
    },
    {
      broken: 'keeps everything twice',
      how: { giveBack: (kept) => kept.flatMap((each) => [each, { ...each, id: null }]) },
      cases: [['14.5', 'failed', /kept more than once: kept 2 times/]],
    },
    {
      broken: 'keeps the last of each group',
      how: {
        giveBack: (kept) => [
          ...new Map(kept.map((each) => [(each.body as JsonObject).GSW_CAMPAIGN_GROUP_NAME, each])).values(),
        ],
      },
      cases: [['14.5', 'failed', /5 of 6 taken and not kept/]],
    },
  ],
  15: [
    {
      broken: 'serves eight connections',
      how: refusing(({ connections }) => connections > 8, { status: 503 }),
      cases: [
        ['15.1', 'passed'],
        ['15.2', 'failed', /not taken: answered 503/],
      ],
    },
    {
      broken: 'loses what comes over more than thirty connections at a time',
      how: losing(({ connections }) => connections > 30),
      cases: [
        ['15.1', 'passed'],
        ['15.3', 'failed', /taken and not kept/],
      ],
    },
  ],
};

test('every family has its teeth', () => {
  expect(Object.keys(TEETH).map(Number)).toEqual(FAMILIES.map(({ number: each }) => each));
});

describe.each(FAMILIES.map((family) => [`${family.number} ${family.title}`, TEETH[family.number]!] as const))(
  '%s',
  (_title, teeth) => {
    test.each(teeth.map((tooth) => [tooth.broken, tooth] as const))(
      'a target that %s is found out',
      async (_broken, { how, cases }) => {
        for (const [each, verdict, says] of cases) {
          const result = caseResult(
            await checked(await brokenTarget(typeof how === 'function' ? how() : how), casesOf(each)),
            each,
          );
          expect({ number: each, verdict: result.verdict, summary: result.summary }).toMatchObject({
            number: each,
            verdict,
            ...(says === undefined ? {} : { summary: expect.stringMatching(says) }),
          });
        }
      },
    );
  },
);
