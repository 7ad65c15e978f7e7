#!/usr/bin/env node
// Nothing is imported before the version is checked, so that an older Node gets one plain line instead of a syntax error.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`ocs-sim needs Node.js 22.18 or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else {
  process.getBuiltinModule('node:module').enableCompileCache();
  const { playCommandLine } = await import('./main.ts');
  await playCommandLine();
}

export {};
