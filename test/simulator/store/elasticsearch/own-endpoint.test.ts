// What ocs-sim plays of Elasticsearch is enough for its own runs: they make an index there, post, read back and clean up.

import { expect, test } from 'vitest';
import { runScenario } from '../../../../simulator/harness/run-scenario.ts';
import { plainTarget } from '../../../../simulator/target/target.ts';
import { shipped } from '../../../scenarios/shipped.ts';
import { startedReceiver } from '../../../support/started-receiver.ts';

test.each(['elasticsearch', 'elasticsearch-7', 'opensearch'] as const)(
  'a run goes into a receiver that answers as %s, is read back from it, and leaves no index there',
  async (flavour) => {
    await using receiver = await startedReceiver({
      answerAs: { kind: 'elasticsearch', flavour, indices: new Map() },
    });
    const target = {
      ...plainTarget(receiver.url),
      kind: 'elasticsearch' as const,
      index: { name: 'ocs-sim-{run}', mapping: 'contract' as const, keep: false },
    };
    const result = await runScenario(await shipped('forced-unload.yaml'), {
      destination: { kind: 'target', target },
    });
    if ('kind' in result) throw new Error(result.message);
    expect(result.status).toBe('passed');
    expect(result.store).toMatchObject({ documents: 99, stored: 99, missing: 0, altered: 0, duplicated: 0 });
    const left = await fetch(`${receiver.url}/_cat/indices`);
    expect(await left.text()).toBe('');
  },
);
