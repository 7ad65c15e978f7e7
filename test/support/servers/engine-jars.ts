import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../cache-folder.ts';
import type { Missing } from './missing.ts';

/** The two engines of which there are genuine nodes: Elasticsearch 7.10.2, the last under the Apache licence, and OpenSearch 2. */
export const ENGINE_NAMES = ['elasticsearch', 'opensearch'] as const;

/** One of them. */
export type EngineName = (typeof ENGINE_NAMES)[number];

const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const WITHIN_MS = 300_000;

/**
 * The folder with the jars of an engine: from the cache, or else from Maven Central (OpenSearch 95 files of 53 MB, Elasticsearch 82
 * of 36 MB) by way of `mvn`, which has to be there.
 */
export async function engineJars(engine: EngineName): Promise<{ readonly folder: string } | Missing> {
  const pom = join(import.meta.dirname, `pom-${engine}.xml`);
  // The version of the runner, whose first three numbers are the engine's: `2.19.1.0`.
  const version = /<version>(\d+\.[\d.]+)<\/version>/.exec(readFileSync(pom, 'utf8'))![1]!;
  const folder = join(cacheFolder(), `${engine}-${version}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(cacheFolder(), { recursive: true });
  // Complete or not at all, also where two fetch at once.
  const fetched = mkdtempSync(`${folder}-`);
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', pom, COPY, `-DoutputDirectory=${fetched}`], {
      timeout: WITHIN_MS,
    });
  } catch (error) {
    rmSync(fetched, { recursive: true, force: true });
    const { stdout, message } = error as { stdout?: string; message: string };
    const said = [...(stdout ?? '').matchAll(/^\[ERROR\] (.+)/gm)][0]?.[1] ?? message.split('\n')[0]!;
    return { missing: `jars from Maven Central (${said})`, remedy: 'mvn has to reach it once' };
  }
  try {
    renameSync(fetched, folder);
  } catch (error) {
    rmSync(fetched, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return { folder };
}
