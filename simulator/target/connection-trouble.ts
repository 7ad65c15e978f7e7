import { reasonOf } from '../sender/connection-reason.ts';
import type { Redact } from '../sender/redact.ts';
import type { EnvironmentTrouble } from './environment-trouble.ts';

/** Why there is no connection, as trouble with the environment; `whom` such as `the target http://127.0.0.1:9200/`. */
export function connectionTrouble(
  whom: string,
  error: NodeJS.ErrnoException,
  redact: Redact,
): EnvironmentTrouble {
  const [reason, hint] = reasonOf(error, { redact });
  return {
    kind: 'environment',
    code: error.code ?? 'ERROR',
    message: `${whom} cannot be reached: ${reason}`,
    hint,
  };
}
