import { expect, test } from 'vitest';
import {
  type Contract,
  contractOf,
  type JsonObject,
  type JsonValue,
} from '../../../receiver/contract/contract.ts';
import { bodyJudge } from '../../../receiver/contract/judge.ts';
import { applySite } from '../../../receiver/contract/site.ts';
import { ATTRIBUTE_PATHS, readSiteFile } from '../../../receiver/contract/site-file.ts';
import fc from '../../support/fast-check.ts';
import { SAMPLES } from './samples.ts';
import { schemaValidator } from './schema-validator.ts';

function siteContract(text: string): Contract {
  const { site } = readSiteFile({ name: 'site.yaml', text: `contract: Example Bank\n${text}` });
  return applySite(contractOf(), site!).contract!;
}

const SITES = [
  'unassigned: null',
  'unassigned: omit',
  'change: { GSW_DIAL_MODE: { relevant: always }, GSW_OPTIMIZE_BY: { relevant: always } }',
  'change: { GSW_DIAL_MODE: { unassigned: { value: -1 } }, GSW_OPTIMIZE_GOAL: { unassigned: { value: -1 } } }',
  'change: { GSW_OPTIMIZE_GOAL: { type: string }, GSW_INFO: { unassigned: { value: none } } }',
  'change: { GSW_CAMPAIGN_GROUP_STATE: { values: { Running: CampaignActive } } }',
  'remove: [GSW_USER_EVENT]',
  'remove: [GSW_CAMPAIGN_GROUP_STATE]',
  'remove: [GSW_DIAL_MODE]',
  'remove: [GSW_USER_EVENT, GSW_CAMPAIGN_GROUP_STATE, GSW_DIAL_MODE]',
];

const values = [0, 1, 2, 80, -1, 0.5, '', '7', 'none', null, [], [{}], {}, 'CampaignActive', 'CampaignInfo'];

test.each(SITES)('judge and schema agree on every body under: %s', (text) => {
  const contract = siteContract(text);
  const judge = bodyJudge(contract);
  const isValid = schemaValidator(contract);
  const names = contract.rows.map(({ name }) => name);
  const samples = SAMPLES.filter(({ release }) => release === '8.1.5-draft').map(({ body }) =>
    // As the site would have it, as far as leaving out goes; what else differs is for chance to find.
    Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name))),
  );
  expect(samples).toHaveLength(11);
  const changes = fc.dictionary(fc.constantFrom(...names), fc.constantFrom<JsonValue>(...values), {
    maxKeys: 4,
  });
  let bodies = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...samples),
      changes,
      fc.subarray(names, { maxLength: 8 }),
      (body, other, dropped) => {
        const mixed = Object.fromEntries(
          Object.entries({ ...body, ...other }).filter(([name]) => !dropped.includes(name)),
        ) as JsonObject;
        for (const each of [mixed, { ...body, ...other } as JsonObject]) {
          bodies += 1;
          expect(isValid(each)).toBe(judge(each).length === 0);
        }
      },
    ),
    { numRuns: 150, seed: 7 },
  );
  expect(bodies).toBeGreaterThanOrEqual(300);
});

const word = fc.oneof(
  fc.constantFrom(
    ...ATTRIBUTE_PATHS,
    'rename',
    'type',
    'values',
    'unassigned',
    'string',
    'list',
    'omit',
    'loaded',
  ),
  fc.string({ maxLength: 6 }),
);
const entry = fc.dictionary(word, fc.oneof(word, fc.integer(), fc.constant(null), fc.dictionary(word, word)));
const siteLike = fc.record(
  {
    contract: fc.oneof(fc.constant('Example Bank'), word),
    unassigned: fc.oneof(word, fc.constant(null)),
    change: fc.oneof(fc.dictionary(word, entry), word),
    add: fc.dictionary(word, fc.oneof(entry, fc.constant({ type: 'string', value: 'x' }))),
    remove: fc.array(word),
  },
  { requiredKeys: [] },
);

test('whatever stands in a contract file, it is a contract or a list of complaints, never a crash', () => {
  const seen = { contract: 0, complaints: 0 };
  fc.assert(
    // JSON is YAML.
    fc.property(siteLike, (file) => {
      const { site, problems } = readSiteFile({ name: 'site.yaml', text: JSON.stringify(file) });
      const result = site === null ? { contract: null, problems } : applySite(contractOf(), site);
      seen[result.contract === null ? 'complaints' : 'contract'] += 1;
      if (result.contract === null) expect(result.problems.length).toBeGreaterThan(0);
    }),
    { seed: 3 },
  );
  expect(seen.complaints).toBeGreaterThan(10);
});
