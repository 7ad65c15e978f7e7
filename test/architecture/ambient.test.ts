import { describe, expect, test } from 'vitest';
import { codeOf, SOURCE_FILES, type SourceFile } from './source-files.ts';

/** What lies around for anybody to take, and the files that may. All others are handed a clock, a seed, a transport, a log. */
interface Ambient {
  readonly what: string;
  readonly pattern: RegExp;
  readonly allowed: readonly string[];
  /** Code that the pattern must find, and code that it must leave alone. */
  readonly bites: readonly string[];
  readonly spares: readonly string[];
}

const TIMERS = ['receiver/wall-clock.ts', 'simulator/time/host-time.ts'];

const AMBIENT: readonly Ambient[] = [
  {
    what: "the machine's date",
    pattern: /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bTemporal\.Now\b/,
    allowed: ['receiver/wall-clock.ts'],
    bites: ['Date.now()', 'const now = Date.now;', 'new Date()', 'Date()'],
    spares: ['new Date(instantMs)', 'Date.UTC(2026, 0, 1)', 'Date.parse(text)'],
  },
  {
    what: "the machine's running time",
    pattern: /\bperformance\.|\bprocess\.(?:hrtime|uptime)\b|'node:perf_hooks'/,
    allowed: ['receiver/wall-clock.ts', 'simulator/time/host-time.ts'],
    bites: ['performance.now()', 'process.hrtime.bigint()'],
    spares: ['const performanceText = 1;'],
  },
  {
    what: 'timers',
    pattern:
      /\bset(?:Timeout|Interval|Immediate)\b|\bAbortSignal\.timeout\b|'(?:node:)?timers(?:\/promises)?'/,
    allowed: TIMERS,
    bites: [
      'setTimeout(f, 1)',
      'setInterval(f, 1)',
      'setImmediate(f)',
      "import { setTimeout as s } from 'node:timers/promises'",
    ],
    spares: ['clearTimeout(handle)', 'responseTimeoutSeconds', 'clock.at(1)'],
  },
  {
    what: 'chance without a seed',
    pattern: /\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\brandom(?:Bytes|Int)\b|'(?:node:)?crypto'/,
    // Keys, certificates, digests, and the names of what a run makes elsewhere; what is random in them is no part of any result.
    allowed: [
      'receiver/access.ts',
      'receiver/certificate-check.ts',
      'receiver/journal/disk/digest.ts',
      'receiver/self-made-certificate.ts',
      'simulator/harness/run-word.ts',
      'simulator/report/html/policy.ts',
      'simulator/store/content-key.ts',
    ],
    bites: ['Math.random()', 'crypto.randomUUID()', "import { randomBytes } from 'node:crypto'"],
    spares: ['randomFor(seed, label)', 'random.uuid()'],
  },
  {
    what: 'the console',
    pattern: /\bconsole\./,
    allowed: [],
    bites: ["console.log('x')", 'console.error(error)'],
    spares: ['const consoles = 1;'],
  },
  {
    what: 'the streams, signals, arguments and end of the process',
    pattern:
      /\bprocess\.(?:exit|exitCode|abort|kill|stdin|stdout|stderr|argv|env|cwd|on|once)\b|\} = process;/,
    // A lock is asked whether its process is still there; nothing is killed.
    allowed: ['receiver/journal/disk/folder-lock.ts', 'simulator/cli/bin.ts', 'simulator/cli/terminal.ts'],
    bites: [
      'process.exit(1)',
      "process.stdout.write('x')",
      'process.stderr',
      'process.env.HOME',
      "process.on('SIGINT', f)",
      'const { stdout } = process;',
    ],
    spares: ['process.versions.node', 'subprocess.exit'],
  },
  {
    what: 'other programs',
    pattern: /'(?:node:)?child_process'/,
    allowed: ['simulator/store/program-lines.ts'],
    bites: ["import { spawn } from 'node:child_process';", "await import('child_process')"],
    spares: ['children.process', 'spawned(1)'],
  },
  {
    what: 'a way to send that is not the transport',
    // Lists of names send nothing.
    pattern:
      /(?<![.\w])fetch\(|\bglobalThis\.fetch\b|^\s*import (?!type |\{ METHODS, STATUS_CODES \}).*'node:https?'/m,
    allowed: ['receiver/server.ts'],
    bites: [
      "fetch('http://x')",
      'await fetch(url)',
      'globalThis.fetch',
      "import { request } from 'node:http';",
    ],
    spares: [
      "import type { Server } from 'node:http';",
      "import { METHODS, STATUS_CODES } from 'node:http';",
      'prefetch(1)',
      'cache.fetch(1)',
    ],
  },
];

function ambientProblems(file: SourceFile, { what, pattern, allowed }: Ambient): readonly string[] {
  if (allowed.includes(file.path)) return [];
  return codeOf(file)
    .split('\n')
    .flatMap((line, index) =>
      pattern.test(line) ? [`${file.path}:${index + 1} takes ${what}: ${line.trim()}`] : [],
    );
}

describe.each(AMBIENT)('$what', (ambient) => {
  const { pattern, allowed, bites, spares } = ambient;

  test(`is taken ${allowed.length === 0 ? 'nowhere' : `nowhere but in ${allowed.join(', ')}`}`, () => {
    expect(SOURCE_FILES.flatMap((file) => ambientProblems(file, ambient))).toEqual([]);
  });

  test('is really taken where it may be', () => {
    const idle = allowed.filter((path) => {
      const file = SOURCE_FILES.find((each) => each.path === path);
      return file === undefined || !pattern.test(codeOf(file));
    });
    expect(idle).toEqual([]);
  });

  test('would be found out elsewhere, and nothing else would', () => {
    const found = (line: string): number => {
      const text = `// console.log(Date.now()) in a comment\n/** Math.random() */\nconst x = 1;\n  ${line}\n`;
      return ambientProblems({ path: 'simulator/harness/judge.ts', text }, ambient).length;
    };
    expect(bites.map(found)).toEqual(bites.map(() => 1));
    expect(spares.map(found)).toEqual(spares.map(() => 0));
  });
});
