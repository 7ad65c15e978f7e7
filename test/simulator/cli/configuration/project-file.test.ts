import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { showDiagnostic } from '../../../../receiver/document/show-diagnostic.ts';
import { commandNamed } from '../../../../simulator/cli/command.ts';
import { COMMAND_TABLE } from '../../../../simulator/cli/command-table.ts';
import { findProjectFile, PROJECT_FILE } from '../../../../simulator/cli/configuration/project-file.ts';
import { argumentsOf, settle } from '../../../../simulator/cli/configuration/settle.ts';
import type { GivenValue } from '../../../../simulator/cli/read-line.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'ocs-sim-project-')));
afterAll(() => rmSync(root, { recursive: true }));
let count = 0;

/** A folder with a project file in it. */
function project(text: string): string {
  count += 1;
  const folder = join(root, `${count}`);
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  mkdirSync(join(folder, '.git'));
  writeFileSync(join(folder, PROJECT_FILE), text);
  return folder;
}

interface Around {
  readonly given?: Readonly<Record<string, GivenValue>>;
  readonly environment?: Readonly<Record<string, string>>;
}

function settled(command: string, folder: string, { given = {}, environment = {} }: Around = {}) {
  const settings = settle(
    commandNamed(COMMAND_TABLE, command)!,
    new Map(Object.entries(given)),
    { environment, folder },
    COMMAND_TABLE,
  );
  return { ...settings, args: argumentsOf(settings.settings, {}) };
}

function complaints(command: string, text: string, around: Around = {}): string {
  const { problems } = settled(command, project(text), around);
  return problems.map((problem) => showDiagnostic(problem)).join('\n');
}

describe('The project file is found', () => {
  test('in the working folder, or in the nearest one above it', () => {
    const folder = project('seed: 1\n');
    expect(findProjectFile(folder)).toBe(join(folder, PROJECT_FILE));
    expect(findProjectFile(join(folder, 'deep/er'))).toBe(join(folder, PROJECT_FILE));
    writeFileSync(join(folder, 'deep', PROJECT_FILE), '');
    expect(findProjectFile(join(folder, 'deep/er'))).toBe(join(folder, 'deep', PROJECT_FILE));
  });

  test("never above the repository's root", () => {
    const folder = project('');
    mkdirSync(join(folder, 'deep/.git'));
    expect(findProjectFile(join(folder, 'deep/er'))).toBeNull();
  });

  test('outside of a repository only in the working folder itself', () => {
    const folder = join(root, 'no repository');
    mkdirSync(join(folder, 'inside'), { recursive: true });
    writeFileSync(join(folder, PROJECT_FILE), '');
    expect(findProjectFile(folder)).toBe(join(folder, PROJECT_FILE));
    expect(findProjectFile(join(folder, 'inside'))).toBeNull();
  });
});

describe('An option', () => {
  const text = 'release: 8.1.512\nseed: 1\nrun: { seed: 2, verbose: true }\n';

  test('is what its command says in the project file, or what is said there for all', () => {
    const folder = project(text);
    expect(settled('run', folder).args).toMatchObject({ release: '8.1.512', seed: '2', verbose: true });
    expect(settled('generate', folder).args).toMatchObject({ release: '8.1.512', seed: '1' });
  });

  test('is rather what the environment says, and rather still what the command line says', () => {
    const environment = { OCS_SIM_SEED: '3', OCS_SIM_VERBOSE: 'false' };
    expect(settled('run', project(text), { environment }).args).toMatchObject({ seed: '3', verbose: false });
    const given = { seed: '4', verbose: true };
    expect(settled('run', project(text), { environment, given }).args).toMatchObject(given);
  });

  test('is as it is by default where nobody says anything', () => {
    const { args, settings } = settled('receive', project(''));
    expect(args).toMatchObject({ host: '127.0.0.1', port: '0' });
    expect(settings.every(({ origin }) => origin.from === 'default')).toBe(true);
  });

  test('is left alone by a file that --no-config or OCS_SIM_CONFIG=false leaves unread', () => {
    const folder = project('nonsense: [');
    expect(settled('run', folder, { given: { config: false } }).problems).toEqual([]);
    expect(settled('run', folder, { environment: { OCS_SIM_CONFIG: 'false' } }).problems).toEqual([]);
    expect(settled('run', folder).problems.length).toBeGreaterThan(0);
  });

  test('stands in the arguments by both of its names', () => {
    const { args } = settled('receive', project('control-port: 8081\n'));
    expect([args['control-port'], args.controlPort]).toEqual(['8081', '8081']);
  });

  test('that is a path is meant from where the file is, not from where ocs-sim runs', () => {
    const folder = project(
      'contract: site.yaml\nrun:\n  target: t.yaml\n  report: [junit=out/j.xml, json=-, github]\n  ledger: /tmp/l\n  ca: ../ca.pem\n',
    );
    expect(settled('run', join(folder, 'deep/er')).args).toMatchObject({
      contract: '../../site.yaml',
      target: '../../t.yaml',
      report: ['junit=../../out/j.xml', 'json=-', 'github'],
      ledger: '/tmp/l',
      ca: '../../../ca.pem',
    });
    const words = project('run: { target: embedded }\ncheck: { target: "http://127.0.0.1/x" }\n');
    expect(settled('run', join(words, 'deep')).args.target).toBe('embedded');
    expect(settled('check', join(words, 'deep')).args.target).toBe('http://127.0.0.1/x');
  });

  test('may be one value or a list where the command line takes it several times', () => {
    expect(settled('run', project('run: { set: seed=1 }\n')).args.set).toEqual(['seed=1']);
    expect(settled('run', project('run: { set: [a=1, b=2] }\n')).args.set).toEqual(['a=1', 'b=2']);
  });

  test('is not read where its authors are not trusted', () => {
    const folder = project('untrusted: false\nrun: { target: https://evil.example }\n');
    expect(settled('run', folder).args.target).toBe('https://evil.example');
    for (const around of [{ given: { untrusted: true } }, { environment: { OCS_SIM_UNTRUSTED: 'true' } }]) {
      const { args, problems } = settled('run', folder, around);
      expect([args.target, args.untrusted, problems]).toEqual([undefined, true, []]);
    }
  });

  test('of an empty file, or one of comments, is not set', () => {
    expect(settled('run', project('# nothing yet\n')).problems).toEqual([]);
  });
});

describe('A secret', () => {
  test('is only referred to', () => {
    const folder = project(
      'run:\n  bearer: { env: TOKEN }\n  basic: { user: elastic, password: { file: secrets/p } }\n',
    );
    expect(settled('run', join(folder, 'deep')).args).toMatchObject({
      bearer: 'env:TOKEN',
      basic: 'elastic:@../secrets/p',
    });
  });

  test('that a receiver is to be shown is only referred to as well', () => {
    const text =
      'receive:\n  bearer: [{ env: TOKEN }]\n  basic: { user: ocs, password: { env: TOKEN } }\n  control-token: { file: t }\n';
    expect(settled('receive', project(text)).args).toMatchObject({
      bearer: ['env:TOKEN'],
      basic: ['ocs:env:TOKEN'],
      controlToken: '@t',
    });
  });

  test('may be the value of the variable that sets the option, but not two in one', () => {
    const environment = { OCS_SIM_CONTROL_TOKEN: 'hunter2', OCS_SIM_BEARER: '@one\n@two' };
    expect(settled('receive', project(''), { environment }).args).toMatchObject({
      bearer: ['@one', '@two'],
      controlToken: 'env:OCS_SIM_CONTROL_TOKEN',
    });
    const two = settled('receive', project(''), { environment: { OCS_SIM_BEARER: 'hunter2\nsesame' } });
    expect(two.wrong).toEqual([
      { wrong: 'OCS_SIM_BEARER holds several secrets', hint: 'write env:NAME or @FILE in each line' },
    ]);
  });

  test('in plain is refused without being shown', () => {
    const told = complaints('run', 'run:\n  bearer: hunter2\n');
    expect(told).toContain('error[plain-secret] a secret does not stand in a file that is shared');
    expect(told).toContain('write bearer: {env: NAME}, or bearer: {file: PATH}');
    expect(told).not.toContain('hunter2');
  });
});

describe('A mistake in the project file is shown where it stands:', () => {
  test.each([
    [
      'a misspelt option',
      'relase: 8.1.512\n',
      'error[unknown-key] the project file has no key "relase"',
      'did you mean "release"?',
    ],
    ['a misspelt command', 'recieve: { port: 1 }\n', 'has no key "recieve"', 'did you mean "receive"?'],
    [
      'an option of another command',
      'run: { port: 1 }\n',
      'the section run has no key "port"',
      'port is an option of receive',
    ],
    [
      'an option that differs',
      'basic: x\n',
      'has no key "basic"',
      'write it under run: or check: or receive:',
    ],
    [
      'a word that is none',
      'release: 8.1.513\n',
      'there is no value of release "8.1.513"',
      'did you mean "8.1.512"?',
    ],
    ['a text for a switch', 'run: { verbose: yes }\n', 'expected true or false', 'write true'],
    ['no number', 'seed: seven\n', 'expected a whole number >= 0', 'found:    "seven"'],
    ['no port', 'receive: { port: 70000 }\n', 'expected a port', 'found:    number 70000'],
    ['no duration', 'check: { idle: soon }\n', 'expected a duration', 'found:    "soon"'],
    ['a mapping', 'contract: { a: 1 }\n', 'expected a path', 'found:    a mapping'],
    ['a list', '- run\n', 'it is no project file', 'a project file holds options'],
    ['an option twice', 'seed: 1\nseed: 2\n', 'error[duplicate-key]', '^^^^'],
    ['no YAML', 'run: [\n', 'error[yaml-syntax]', '│'],
  ])('%s', (_what, text, message, detail) => {
    const told = complaints('run', text);
    expect(told).toContain(`${PROJECT_FILE}:`);
    expect(told).toContain(message);
    expect(told).toContain(detail);
  });

  test('also in the section of another command than the one that is called', () => {
    expect(complaints('fields', 'run: { verbos: true }\n')).toContain('did you mean "verbose"?');
  });
});

describe('The environment', () => {
  const wrong = (environment: Readonly<Record<string, string>>, command = 'run') =>
    settled(command, project(''), { environment }).wrong;

  test('has a line for each where an option may be given several times', () => {
    const environment = { OCS_SIM_SET: 'groups={a: 1, b: 2}\nseed=3\n' };
    expect(settled('run', project(''), { environment }).args.set).toEqual(['groups={a: 1, b: 2}', 'seed=3']);
  });

  test('says nothing by an empty variable', () => {
    expect(settled('run', project('seed: 5\n'), { environment: { OCS_SIM_SEED: '' } }).args.seed).toBe('5');
    expect(wrong({ OCS_SIM_SEDE: '' })).toEqual([]);
  });

  test('may hold the token of a target itself, which is then not copied', () => {
    const environment = { OCS_SIM_BEARER: 's3cret' };
    expect(settled('run', project(''), { environment }).args.bearer).toBe('env:OCS_SIM_BEARER');
    expect(settled('receive', project(''), { environment }).args.bearer).toEqual(['env:OCS_SIM_BEARER']);
  });

  test.each([
    [
      { OCS_SIM_SEDE: '7' },
      'OCS_SIM_SEDE in the environment: there is no such option',
      'did you mean "OCS_SIM_SEED"?',
    ],
    [{ OCS_SIM_VERBOSE: 'yes' }, 'OCS_SIM_VERBOSE cannot be "yes"', 'expected true or false'],
    [{ OCS_SIM_RELEASE: '8.1.51' }, 'OCS_SIM_RELEASE cannot be "8.1.51"', 'did you mean "8.1.512"?'],
    [{ OCS_SIM_SEED: 'x' }, 'OCS_SIM_SEED cannot be "x"', 'expected a whole number'],
    [{ OCS_SIM_CONFIG: 'x' }, 'OCS_SIM_CONFIG cannot be "x"', 'expected true or false'],
  ])('%j is refused by name', (environment, message, hint) => {
    const [problem, ...more] = wrong(environment);
    expect(more).toEqual([]);
    expect(problem!.wrong).toContain(message);
    expect(problem!.hint).toContain(hint);
  });

  test('may set options that the called command has not', () => {
    expect(wrong({ OCS_SIM_CONTROL_PORT: 'x' }, 'run')).toEqual([]);
    expect(wrong({ OCS_SIM_CONTROL_PORT: 'x' }, 'receive')).toHaveLength(1);
  });
});
