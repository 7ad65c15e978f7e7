// The hand-typed notifications of test/golden/notifications: one folder a release, one file a notification. They are typed from the
// domain's description, never generated, so that they bear witness for the contract from outside of it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../../receiver/contract/contract.ts';
import { RELEASE_NAMES, type ReleaseName } from '../../../receiver/contract/releases.ts';

export interface Sample {
  readonly release: ReleaseName;
  readonly name: string;
  readonly body: JsonObject;
}

const folder = join(import.meta.dirname, '../../golden/notifications');

export const SAMPLES: readonly Sample[] = RELEASE_NAMES.flatMap((release) =>
  readdirSync(join(folder, release))
    .sort()
    .map((file) => ({
      release,
      name: `${release}/${file}`,
      body: JSON.parse(readFileSync(join(folder, release, file), 'utf8')) as JsonObject,
    })),
);

export function sample(name: string): JsonObject {
  const found = SAMPLES.find((each) => each.name === `${name}.json`);
  if (found === undefined) throw new Error(`there is no sample ${name}`);
  return found.body;
}
