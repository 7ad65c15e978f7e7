import { test } from 'vitest';
import { programPath } from '../../support/servers/missing.ts';

/** A test that needs a program of this machine, and is left out without it; the closing line then says so. */
export function testWith(program: string): ReturnType<typeof test.runIf> {
  return test.runIf(programPath(program) !== null);
}
