// Keeps the documents true: every `console` block is run as written and its output put in, every generated table is made anew.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { contractOf } from '../../receiver/contract/contract.ts';
import { referenceOf } from '../../receiver/contract/derive/reference.ts';
import { EVIDENCE } from '../../receiver/expect/evidence.ts';
import { FATE_NAMES, FATES } from '../../receiver/expect/fates.ts';
import { ruleFields } from '../../receiver/reply/rule-fields.ts';
import { OPTIONS } from '../../simulator/campaign/options.ts';
import { GROUP_KEYS } from '../../simulator/scenario/group-shape.ts';
import { STEP_KINDS } from '../../simulator/scenario/scenario-shape.ts';
import { licencesTable } from './licences-table.ts';
import { settingRows } from './settings-table.ts';

const ROOT = join(import.meta.dirname, '../..');
const COLUMNS = '100';
/** What a README shows for every duration, port and time of day, which differ from run to run. */
const SHOWN_PORT = '8080';

/** The README as it must be, from the README as it is. */
export async function freshReadme(text: string): Promise<string> {
  const tables = text.replace(
    /<!-- begin (\w+) -->\n[\s\S]*?<!-- end \1 -->/g,
    (_, name: string) => `<!-- begin ${name} -->\n\n${tableNamed(name)}\n\n<!-- end ${name} -->`,
  );
  const blocks = tables.split(/(^```console\n[\s\S]*?^```$)/m);
  const fresh: string[] = [];
  for (const block of blocks) fresh.push(block.startsWith('```console\n') ? await freshBlock(block) : block);
  return fresh.join('');
}

/** The commands that the README shows, for counting them. */
export function commandsIn(text: string): string[] {
  return [...text.matchAll(/^\$ (ocs-sim .*)$/gm)].map((match) => match[1]!);
}

async function freshBlock(block: string): Promise<string> {
  const commands = commandsIn(block);
  const port = await freePort();
  const lines: string[] = [];
  let server: { readonly command: string; readonly at: number; readonly end: () => Promise<string> } | null =
    null;
  for (const command of commands) {
    lines.push(`$ ${command}`);
    const args = words(
      command
        .replaceAll(`127.0.0.1:${SHOWN_PORT}`, `127.0.0.1:${port}`)
        .replace(`--port ${SHOWN_PORT}`, `--port ${port}`),
    );
    if (args[0] === 'receive') {
      server = { command, at: lines.length, end: await startServer(args) };
    } else lines.push(...shown(await output(args), port), '');
  }
  if (server !== null) lines.splice(server.at, 0, ...shown(await server.end(), port), '');
  while (lines.at(-1) === '') lines.pop();
  return `\`\`\`console\n${lines.join('\n')}\n\`\`\``;
}

/** Shell words: single and double quotes, and a `| head -N` at the end, which `output` understands. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
    .map((match) => match[1] ?? match[2] ?? match[3]!)
    .slice(1);
}

function shown(text: string, port: number): string[] {
  return text
    .replace(/\b\d+\.\d\d s\b/g, '0.10 s')
    .replaceAll(`127.0.0.1:${port}`, `127.0.0.1:${SHOWN_PORT}`)
    .replace(/^\d\d:\d\d:\d\d\.\d{3}Z/gm, '12:00:00.000Z')
    .trimEnd()
    .split('\n');
}

function start(args: readonly string[]): ReturnType<typeof spawn> {
  const { FORCE_COLOR: _, LC_ALL: __, LC_CTYPE: ___, LANG: ____, ...environment } = process.env;
  return spawn(process.execPath, [join(ROOT, 'simulator/cli/bin.ts'), ...args], {
    cwd: ROOT,
    env: { ...environment, NO_COLOR: '1', COLUMNS },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function output(args: readonly string[]): Promise<string> {
  const pipe = args.indexOf('|');
  const child = start(pipe === -1 ? args : args.slice(0, pipe));
  let text = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  const most = pipe === -1 ? Number.POSITIVE_INFINITY : Number(/^-(\d+)$/.exec(args[pipe + 2]!)![1]);
  return text.replace(/^\n+/, '').trimEnd().split('\n').slice(0, most).join('\n');
}

/** Resolves once it listens; the function it gives ends it and has all that it printed. */
async function startServer(args: readonly string[]): Promise<() => Promise<string>> {
  const child = start(args);
  let text = '';
  const closed = new Promise((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('receiving at')) resolve();
      });
    }
    child.once('close', () => resolve());
  });
  return async () => {
    child.kill('SIGINT');
    await closed;
    return text;
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Expectations whose kind is not the key under which a scenario writes them. */
const WRITTEN_AS: Readonly<Record<string, string>> = {
  cadence: '`every`',
  step: 'the step `expect`',
  taken: 'what a run against a target adds',
};

const EVIDENCE_WORDS = {
  arrivals: 'what the receiver recorded',
  sendings: "the sender's records",
  ends: 'what is known to be kept',
  fails: 'fails',
  inconclusive: 'inconclusive',
  holds: 'holds, if none is wanted and the receiver listened',
  named: 'is named',
} as const;

function tableNamed(name: string): string {
  switch (name) {
    case 'licences':
      return licencesTable(ROOT);
    case 'settings':
      return table(['option', 'of', 'environment', 'project file', 'default'], settingRows());
    case 'steps':
      return table(
        ['step', 'other keys', 'does'],
        STEP_KINDS.map(({ key, otherKeys, about }) => [
          `\`${key}\``,
          otherKeys.map((other) => `\`${other}\``).join(', '),
          about,
        ]),
      );
    case 'groups':
      return table(
        ['key', 'meaning'],
        GROUP_KEYS.map(([key, about]) => [`\`${key}\``, about]),
      );
    case 'replies':
      return table(
        ['key', 'meaning'],
        Object.entries(ruleFields).map(([key, { about }]) => [`\`${key}\``, about]),
      );
    case 'options':
      return table(
        ['option', 'meaning', 'default', 'option, default'],
        OPTIONS.map((option) => [
          `\`${option.name}\``,
          option.unit === null ? option.about : `${option.about} (${option.unit})`,
          option.default instanceof Map || option.default === null ? 'none' : `\`${option.default}\``,
          `${option.mark}, ${option.defaultMark}`,
        ]),
      );
    case 'attributes':
      return table(
        ['attribute', 'type', 'relevant', 'mark'],
        referenceOf(contractOf()).attributes.map((field) => [
          `\`${field.attribute}\``,
          field.nullable ? `${field.type} or null` : field.type,
          field.relevant,
          field.mark,
        ]),
      );
    case 'fates':
      return table(
        ['class', 'kept', 'the notification'],
        FATE_NAMES.map((name) => [name, FATES[name].stored, FATES[name].about]),
      );
    case 'evidence':
      return table(
        ['expectation', 'judged by', 'nothing observed', 'a group never observed', 'records missing'],
        Object.entries(EVIDENCE).map(([kind, row]) => [
          WRITTEN_AS[kind] ?? `\`${kind}\``,
          EVIDENCE_WORDS[row.judgedBy],
          EVIDENCE_WORDS[row.nothing],
          EVIDENCE_WORDS[row.silentGroup],
          row.gap,
        ]),
      );
    default:
      throw new Error(`a document wants a table "${name}", which nobody makes`);
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
