import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../cache-folder.ts';
import type { Missing } from './missing.ts';

const POM = join(import.meta.dirname, 'pom.xml');
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
const WITHIN_MS = 300_000;

/** The version that the jars are of: `2.19.1.0`. */
export const JARS_VERSION = /<version>(\d+\.[\d.]+)<\/version>/.exec(readFileSync(POM, 'utf8'))![1]!;

/**
 * The folder with the jars of OpenSearch: from the cache, or else from Maven Central (95 files, 53 MB) by way of `mvn`, which has
 * to be there.
 */
export async function openSearchJars(): Promise<{ readonly folder: string } | Missing> {
  const folder = join(cacheFolder(), `opensearch-${JARS_VERSION}`);
  if (existsSync(folder)) return { folder };
  mkdirSync(cacheFolder(), { recursive: true });
  // Complete or not at all, also where two fetch at once.
  const fetched = mkdtempSync(`${folder}-`);
  try {
    await promisify(execFile)('mvn', ['-q', '-B', '-f', POM, COPY, `-DoutputDirectory=${fetched}`], {
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
