import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { contractAsyncApi } from '../../../../receiver/contract/derive/asyncapi.ts';
import { contractOpenApi } from '../../../../receiver/contract/derive/openapi.ts';
import { RELEASE_NAMES } from '../../../../receiver/contract/releases.ts';
import { loadContract } from '../../../../receiver/contract/site.ts';
import { contractSamples } from '../../../../simulator/harness/contract-samples.ts';
import { asyncApiProblems, openApiProblems } from './validators.ts';

const SITE = fileURLToPath(new URL('../../../../scenarios/contracts/example-bank.yaml', import.meta.url));

const CONTRACTS = [
  ...RELEASE_NAMES.map((release) => [release, loadContract({ release, file: undefined }).contract!] as const),
  ['a site', loadContract({ release: undefined, file: SITE }).contract!] as const,
];

describe.each(CONTRACTS)('the documents of %s', (_name, contract) => {
  test('are valid by the official schemas of OpenAPI and AsyncAPI', async () => {
    const samples = await contractSamples(contract);
    expect(await openApiProblems(contractOpenApi(contract, '1.0.0', samples))).toEqual([]);
    expect(asyncApiProblems(contractAsyncApi(contract, '1.0.0', samples))).toEqual([]);
  });

  test('show a sample of each event, from a run, that their own schema takes', async () => {
    const samples = await contractSamples(contract);
    const document = contractOpenApi(contract, '1.0.0', samples);
    // biome-ignore lint/suspicious/noExplicitAny: a document of JSON is walked
    const { webhooks, components } = document as any;
    const shown = Object.values(webhooks).map((hook) => {
      // biome-ignore lint/suspicious/noExplicitAny: as above
      const { schema, examples } = (hook as any).post.requestBody.content['application/json'];
      const ajv = new Ajv2020({ strict: false });
      const isValid = ajv.compile({ allOf: [components.schemas.Notification, ...schema.allOf.slice(1)] });
      // biome-ignore lint/suspicious/noExplicitAny: as above
      const values = Object.values(examples).map((example) => (example as any).value);
      const others = samples.filter(({ body }) => !values.includes(body));
      return {
        taken: values.map((value) => isValid(value)),
        others: others.filter(({ body }) => isValid(body)).length,
      };
    });
    expect(shown.length).toBe(contract.events.length);
    for (const { taken, others } of shown) {
      expect(taken.length).toBeGreaterThan(0);
      expect(taken).not.toContain(false);
      expect(others).toBe(0);
    }
  });
});

test('a document with a mistake is found out', async () => {
  const { contract } = loadContract({ release: undefined, file: undefined });
  const openApi = contractOpenApi(contract!, '1.0.0', []);
  const asyncApi = contractAsyncApi(contract!, '1.0.0', []);
  expect(await openApiProblems({ ...openApi, info: {} })).not.toEqual([]);
  expect(asyncApiProblems({ ...asyncApi, operations: { x: { action: 'shout' } } })).not.toEqual([]);
});
