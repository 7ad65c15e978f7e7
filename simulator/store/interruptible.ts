import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import type { TargetClient } from '../target/target-client.ts';

/** What stands for everything that an interruption has cut off. */
export const INTERRUPTED: EnvironmentTrouble = {
  kind: 'environment',
  code: 'INTERRUPTED',
  message: 'the run was interrupted',
  hint: 'run it again, and let it come to its end',
};

/** The same client, whose questions are given up at a signal: the one under way and every later one. */
export function interruptible(
  client: Pick<TargetClient, 'request' | 'redact'>,
  signal: AbortSignal,
): Pick<TargetClient, 'request' | 'redact'> {
  return {
    redact: (text) => client.redact(text),
    request: async (request) => {
      const answer = signal.aborted ? null : await client.request({ ...request, signal });
      return answer === null || ('trouble' in answer && signal.aborted) ? { trouble: INTERRUPTED } : answer;
    },
  };
}
