import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Where what the tests fetch is kept between runs: OCS_TEST_CACHE, or a folder within node_modules. */
export function cacheFolder(): string {
  return process.env.OCS_TEST_CACHE || join(ROOT, 'node_modules/.cache/ocs-sim');
}
