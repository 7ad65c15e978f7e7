import { type JsonSchema, schemaDocument } from '../../receiver/document/shape.ts';
import { withVariablesAnywhere } from './reuse/variable-schema.ts';
import { scenarioShape } from './scenario-shape.ts';

/** The JSON Schema of scenario files, for editors: derived from the same shapes that read them. */
export function scenarioSchema(): JsonSchema {
  return withVariablesAnywhere(
    schemaDocument(scenarioShape, {
      title: 'ocs-sim scenario',
      description:
        'Campaign groups of a simulated Genesys Outbound Contact Server, what happens to them, and what is expected.',
    }),
  );
}
