// What the Common Test Report Format allows, written after its specification (ctrf.io, version 0.0): as much of it as a report of ours
// may use, and nothing beside it.

const text = { type: 'string' } as const;
const named = { type: 'string', minLength: 1 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const anyObject = { type: 'object' } as const;

function exactly(properties: Readonly<Record<string, object>>, required: readonly string[]) {
  return { type: 'object', properties, required, additionalProperties: false };
}

const TEST = exactly(
  {
    name: named,
    status: { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] },
    duration: count,
    start: count,
    stop: count,
    suite: { type: 'array', minItems: 1, items: text },
    message: text,
    trace: text,
    snippet: text,
    line: { type: 'integer', minimum: 1 },
    rawStatus: text,
    tags: { type: 'array', items: text },
    type: text,
    filePath: text,
    parameters: anyObject,
    extra: anyObject,
  },
  ['name', 'status', 'duration'],
);

const SUMMARY = exactly(
  {
    tests: count,
    passed: count,
    failed: count,
    skipped: count,
    pending: count,
    other: count,
    suites: count,
    start: count,
    stop: count,
    duration: count,
    extra: anyObject,
  },
  ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop'],
);

export const CTRF_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...exactly(
    {
      reportFormat: { const: 'CTRF' },
      specVersion: { type: 'string', pattern: '^\\d+\\.\\d+\\.\\d+$' },
      timestamp: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
      generatedBy: text,
      results: exactly(
        {
          tool: exactly({ name: named, version: text, extra: anyObject }, ['name']),
          summary: SUMMARY,
          tests: { type: 'array', items: TEST },
          environment: exactly({ healthy: { type: 'boolean' }, extra: anyObject }, []),
          extra: anyObject,
        },
        ['tool', 'summary', 'tests'],
      ),
    },
    ['reportFormat', 'specVersion', 'results'],
  ),
};
