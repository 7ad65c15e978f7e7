import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import type { JsonSchema } from '../../../../receiver/document/shape.ts';

/** What the official JSON Schema of OpenAPI 3.1 has against a document; empty if nothing. */
export async function openApiProblems(document: JsonSchema): Promise<readonly unknown[]> {
  const result = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  return result.valid ? [] : [result.errors];
}

const asyncApiSchema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'),
    'utf8',
  ),
);
const asyncApi = new Ajv({ strict: false, validateFormats: false }).compile(asyncApiSchema);

/** What the official JSON Schema of AsyncAPI 3.0 has against a document; empty if nothing. */
export function asyncApiProblems(document: JsonSchema): readonly unknown[] {
  return asyncApi(document) ? [] : (asyncApi.errors ?? []);
}
