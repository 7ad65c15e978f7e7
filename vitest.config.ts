import { defineConfig } from 'vitest/config';

const SERVERS = 'test/servers/**/*.test.ts';
const PACKAGE = 'test/package/**/*.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', './test/support/closing-line.ts'],
    testTimeout: 20_000,
    // By default one core is left out; most tests wait for processes and sockets.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: [SERVERS, PACKAGE] } },
      {
        extends: true,
        test: { name: 'servers', include: [SERVERS], globalSetup: './test/support/servers/global-setup.ts' },
      },
      {
        extends: true,
        test: { name: 'package', include: [PACKAGE], globalSetup: './test/package/support/global-setup.ts' },
      },
    ],
  },
});
