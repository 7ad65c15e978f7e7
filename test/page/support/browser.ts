import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine; null where there is none. */
export const CHROMIUM = (process.env.PATH ?? '')
  .split(delimiter)
  .concat('/usr/bin')
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find(isProgram);

const REQUIRED = process.env.CI === 'true';

/** Said once where tests are left out; null where they are not. */
export const WHY_SKIPPED =
  CHROMIUM === undefined && !REQUIRED
    ? 'no Chromium on this machine: the tests of the live page are left out (apt-get install chromium)'
    : null;

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A test in a browser: left out where there is none, unless in CI, where it fails. */
export const browserTest = test.skipIf(WHY_SKIPPED !== null);

/**
 * A browser for all tests of a file. Tabs are used again: every page under test has a port, hence an origin and a storage, of its own.
 * What goes wrong on a page is kept for the test to look at.
 */
export function browserForTests(): (url: string, look?: Look) => Promise<OpenPage> {
  let browser: Browser | null = null;
  const spare: Page[] = [];
  beforeAll(async () => {
    if (WHY_SKIPPED !== null) return;
    if (CHROMIUM === undefined) throw new Error('no Chromium on this machine, and CI=true asks for it');
    // Playwright gives it a user data folder of its own and removes it again.
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 30_000);
  afterAll(() => browser?.close());

  return async (url, { colorScheme = 'light' } = {}) => {
    const tab = spare.pop() ?? (await browser!.newPage({ viewport: { width: 1440, height: 900 } }));
    await tab.emulateMedia({ colorScheme });
    const complaints: string[] = [];
    const asked: string[] = [];
    tab.on('pageerror', (error) => complaints.push(String(error)));
    tab.on('console', (message) => {
      // A refused request is what some tests are about.
      const refused = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !refused) complaints.push(message.text());
    });
    tab.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    tab.on('request', (request) => asked.push(request.url()));
    await tab.goto(url);
    const leave = async () => {
      await tab.goto('about:blank');
      tab.removeAllListeners();
      spare.push(tab);
    };
    return { tab, complaints, asked, [Symbol.asyncDispose]: leave };
  };
}

/** What the system asks for. */
export interface Look {
  readonly colorScheme?: 'light' | 'dark';
}

/** The live page in a tab. */
export interface OpenPage extends AsyncDisposable {
  readonly tab: Page;
  /** Errors on the page, dialogs, and what its policy forbade. */
  readonly complaints: readonly string[];
  /** Every address that was asked for. */
  readonly asked: readonly string[];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
