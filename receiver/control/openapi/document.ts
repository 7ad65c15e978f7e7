import { API_PREFIX, ERROR_CODES, type ErrorCode } from '../messages.ts';
import type { Operation } from '../operation.ts';
import type { Parameter } from '../query.ts';
import { STATUS_OF } from '../refusal.ts';
import { type JsonSchema, ref } from './schema-words.ts';
import { SCHEMAS } from './schemas.ts';

/** What any operation may answer. */
const COMMON_ERRORS: readonly ErrorCode[] = [
  'bad-request',
  'bad-query',
  'token-needed',
  'origin-not-allowed',
  'host-not-allowed',
  'head-too-large',
  'too-slow',
  'too-many',
  'internal-error',
];

const ABOUT = `What a receiver of campaign group status notifications received: lists, waits, verdicts, a live stream, the reply plan.

All of it can be used with curl alone. Bodies that are sent are YAML or JSON, whatever their media type. Instants are milliseconds since 1970 on
the receiver's clock, which within a run is campaign time; waiting is in real time.`;

/** The OpenAPI 3.1 document of some operations. */
export function openApiDocument(operations: readonly Operation[]): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  const definitions: Record<string, JsonSchema> = {};
  for (const operation of operations) {
    const path = `${API_PREFIX}${operation.path}`;
    paths[path] ??= {};
    paths[path][operation.method.toLowerCase()] = described(operation, definitions);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'ocs-sim receiver control', version: '1', description: ABOUT },
    servers: [{ url: '/' }],
    security: [{}, { token: [] }],
    paths,
    components: {
      schemas: { ...SCHEMAS, ...definitions },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'Only where the receiver was started with one',
        },
      },
    },
  };
}

function described(operation: Operation, definitions: Record<string, JsonSchema>): JsonSchema {
  const { id, summary, description, pathParameters = [], parameters, body, answers } = operation;
  const parameterList = [
    ...pathParameters.map((each) => parameter(each, 'path')),
    ...parameters.map((each) => parameter(each, 'query')),
  ];
  return {
    operationId: id,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameterList.length === 0 ? {} : { parameters: parameterList }),
    ...(body === null ? {} : { requestBody: requestBody(body, definitions) }),
    responses: { ...answersOf(answers), ...errorsOf(operation) },
  };
}

function parameter(
  { name, about, schema, example, repeatable }: Parameter,
  place: 'path' | 'query',
): JsonSchema {
  return {
    name,
    in: place,
    description: about,
    required: place === 'path',
    schema: repeatable ? { type: 'array', items: schema } : schema,
    ...(repeatable ? { style: 'form', explode: true } : {}),
    ...(example === undefined ? {} : { example: repeatable ? [example] : example }),
  };
}

function requestBody(
  body: NonNullable<Operation['body']>,
  definitions: Record<string, JsonSchema>,
): JsonSchema {
  const { about, schema, examples } = body;
  const moved = underComponents(schema, definitions);
  return {
    description: about,
    required: true,
    content: {
      'application/json': { schema: moved, examples },
      'application/yaml': { schema: moved },
    },
  };
}

/** Definitions of a schema go to where the document has all of them. */
function underComponents(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $defs = {}, ...rest } = JSON.parse(text) as JsonSchema & {
    readonly $defs?: Record<string, JsonSchema>;
  };
  Object.assign(definitions, $defs);
  return rest;
}

function answersOf(answers: Operation['answers']): JsonSchema {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { about, schema, mediaTypes = ['application/json'] }]) => [
      status,
      {
        description: about,
        content: Object.fromEntries(
          mediaTypes.map((type) => [type, schema === null ? {} : { schema: ref(schema) }]),
        ),
      },
    ]),
  );
}

/** Errors by status, each with the codes that it may have. */
function errorsOf({ errors, body }: Operation): JsonSchema {
  const codes = [
    ...new Set([...errors, ...COMMON_ERRORS, ...(body === null ? [] : (['body-too-large'] as const))]),
  ];
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const status = STATUS_OF[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, its]) => [
      String(status),
      {
        description: its.map((code) => `\`${code}\`: ${ERROR_CODES[code]}`).join('; '),
        content: { 'application/json': { schema: ref('Error') } },
      },
    ]),
  );
}
