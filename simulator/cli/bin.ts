#!/usr/bin/env node
// Nothing is imported before the version is checked, so that an older Node gets one plain line instead of a syntax error.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`ocs-sim needs Node.js 22.18 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  enableCache();
  const { playCommandLine } = await import('./main.ts');
  await playCommandLine();
}

/**
 * Compiled code is kept for the next start. Where a folder for it cannot be made Node does without, but tries for ever on a file system
 * such as /proc; so it is made here first.
 */
function enableCache(): void {
  const { mkdirSync } = process.getBuiltinModule('node:fs');
  const folder = process
    .getBuiltinModule('node:path')
    .join(process.getBuiltinModule('node:os').tmpdir(), 'node-compile-cache');
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return;
  }
  process.getBuiltinModule('node:module').enableCompileCache(folder);
}

export {};
