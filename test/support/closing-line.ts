import type { Reporter, TestModule, Vitest } from 'vitest/node';
import { whatOfThePackageIsNotTested } from '../package/support/global-setup.ts';
import { whatIsNotTested } from './servers/global-setup.ts';

/** Ends the output with one plain line that counts the tests, after one that says what they had to do without. */
export default class ClosingLine implements Reporter {
  #vitest: Vitest | null = null;

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      if (module.state() === 'failed' && [...module.children.allTests()].length === 0) count.failed += 1;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') count.passed += 1;
        else if (state === 'failed') count.failed += 1;
        else count.skipped += 1;
      }
    }
    const untested = this.#untested();
    process.on('exit', (code) => {
      // What goes wrong before the tests is nobody's failure so far.
      if (code !== 0 && count.failed === 0) count.failed = 1;
      process.stdout.write(
        `\n${untested === null ? '' : `${untested}\n`}tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`,
      );
    });
  }

  /** A line for each; null also where no test asked for anything. */
  #untested(): string | null {
    const provided = (name: string) =>
      this.#vitest?.projects.find((project) => project.name === name)?.getProvidedContext();
    const servers = provided('servers')?.servers;
    const packaging = provided('package')?.packaging;
    const lines = [
      servers === undefined ? null : whatIsNotTested(servers),
      packaging === undefined ? null : whatOfThePackageIsNotTested(packaging),
    ].filter((line) => line !== null);
    return lines.length === 0 ? null : lines.join('\n');
  }
}
