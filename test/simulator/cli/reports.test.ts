import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { REPORTERS } from '../../../simulator/report/reporters.ts';
import { ENDINGS, emptyFolder, ocsSim, SENDING, start } from './ocs-sim.ts';

let folder = '';
const path = (name: string): string => join(folder, name);
const text = (name: string): string => readFileSync(path(name), 'utf8');

beforeEach(() => {
  folder = emptyFolder();
  for (const [name, scenario] of Object.entries(ENDINGS)) writeFileSync(path(`${name}.yaml`), scenario);
});

describe('ocs-sim run --report', () => {
  test('writes every kind of report beside what it prints', async () => {
    const files = REPORTERS.flatMap(({ name }) => ['--report', `${name}=${path(`out.${name}`)}`]);
    const { code, out, err } = await ocsSim(['run', path('failed.yaml'), path('passed.yaml'), ...files]);
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain('::error file=');
    expect(out).toContain('failed · 2 scenarios: 1 passed · 1 failed');
    for (const { name } of REPORTERS)
      expect(text(`out.${name}`)).toContain(name === 'github' ? '## ❌' : 'Fails');
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('has a file that is invalid in every report, beside what was played', async () => {
    const files = REPORTERS.flatMap(({ name }) => ['--report', `${name}=${path(`out.${name}`)}`]);
    const paths = [path('passed.yaml'), path('invalid.yaml')];
    const { code, out, err } = await ocsSim(['run', ...paths, ...files]);
    expect(code).toBe(2);
    expect(err).toContain('error[unknown-step] there is no step "laod"');
    expect(out).toMatch(
      /^::error file=.*invalid\.yaml,line=4,col=11,title=[^:]*::unknown-step: there is no step "laod"%0A/m,
    );
    for (const { name } of REPORTERS) {
      const isMarked = ['html', 'github'].includes(name);
      expect(text(`out.${name}`), name).toContain(isMarked ? 'laod' : 'there is no step');
      expect(text(`out.${name}`), name).toContain('Passes');
    }
    expect(JSON.parse(text('out.json'))).toMatchObject({
      status: 'error',
      totals: { scenarios: 2, passed: 1, errors: 1 },
      scenarios: [
        { name: 'Passes', status: 'passed' },
        {
          file: path('invalid.yaml'),
          status: 'error',
          reason: 'the file is invalid: 1 error',
          error: {
            kind: 'invalid',
            detail: expect.stringContaining('invalid.yaml:4:11: error: there is no'),
          },
        },
      ],
    });
    expect(text('out.junit')).toMatch(/<error type="error" message="unknown-step: there is no step/);
    expect(JSON.parse(text('out.ctrf')).results.summary).toMatchObject({ passed: 1, failed: 1 });
    const events = text('out.ndjson')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event === 'scenario-given-up')).toMatchObject([
      {
        scenario: 1,
        status: 'error',
        reason: 'the file is invalid: 1 error',
        error: { kind: 'invalid', detail: expect.stringContaining('there is no step') },
      },
    ]);
  });

  test('has what was not even played: all files invalid, or one of them and --fail-fast', async () => {
    const alone = await ocsSim(['run', path('invalid.yaml'), '--report', `json=${path('alone.json')}`]);
    expect([alone.code, alone.out]).toEqual([2, '']);
    expect(JSON.parse(text('alone.json'))).toMatchObject({
      status: 'error',
      scenarios: [{ status: 'error' }],
    });
    const args = ['run', '--fail-fast', path('passed.yaml'), path('no.yaml')];
    const fast = await ocsSim([...args, '--report', `json=${path('fast.json')}`]);
    expect([fast.code, fast.out]).toEqual([2, '']);
    expect(JSON.parse(text('fast.json')).scenarios).toMatchObject([
      { name: 'Passes', status: 'not played', reason: 'another file is invalid' },
      { file: path('no.yaml'), status: 'error' },
    ]);
  });

  test('gives standard output to a report without a file, and the other one to people', async () => {
    const { code, out, err } = await ocsSim(['run', path('passed.yaml'), '--report', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 'ocs-sim/run/1', status: 'passed' });
    expect(err).toContain('passed · 1 of 1 expectation');
  });

  test('puts annotations of GitHub beside the text, and adds to the file that it names', async () => {
    writeFileSync(path('summary.md'), 'theirs\n');
    const { out } = await ocsSim(['run', path('failed.yaml'), '--report', 'github'], {
      env: { GITHUB_STEP_SUMMARY: path('summary.md') },
    });
    expect(out).toMatch(/^::error file=.*failed\.yaml,line=5,col=12,/m);
    expect(text('summary.md')).toMatch(/^theirs\n## ❌ ocs-sim: failed\n/);
  });

  test('says everything that is wrong with what is asked for, and plays nothing', async () => {
    const { code, out, err } = await ocsSim([
      'run',
      path('passed.yaml'),
      ...[
        'html',
        'junti',
        `json=${path('no/x.json')}`,
        `ctrf=${folder}`,
        `json=${path('a')}`,
        `ctrf=${path('a')}`,
      ]
        .concat(['json', 'ndjson', 'github', `junit=${path('passed.yaml')}`, 'junit='])
        .concat([`html=${path('failed.yaml')}`, 'ctrf=/dev/stdout'])
        .flatMap((asked) => ['--report', asked]),
    ]);
    expect([code, out]).toEqual([2, '']);
    const lines = err.trimEnd().replaceAll(folder, 'FOLDER').split('\n');
    expect(lines).toEqual([
      '--report html: it needs a file: expected html=FILE, such as html=report.html',
      '--report junti: there is no report "junti"; did you mean "junit"? (known: text, json, ndjson, junit, ctrf, github, html)',
      '--report json=FOLDER/no/x.json: the file cannot be written: there is no folder FOLDER/no',
      '--report ctrf=FOLDER: the file cannot be written: it is a folder: name a file in it',
      '--report ctrf=FOLDER/a: json=FOLDER/a goes to the same file',
      '--report ndjson: json goes to standard output already',
      '--report github: json goes to standard output already',
      '--report junit=FOLDER/passed.yaml: this run needs that file for something else',
      '--report junit=: it names no file: expected junit=FILE, such as junit=report.xml',
      '--report html=FOLDER/failed.yaml: that is a YAML file, which a report would replace: remove it first, or name another',
      '--report ctrf=/dev/stdout: json goes to standard output already',
    ]);
    expect(existsSync(path('a'))).toBe(false);
  });

  test('says at the end what could not be written after all, and that is no success', async () => {
    const { code, err, out } = await ocsSim(['run', path('passed.yaml'), '--report', 'json=/dev/full']);
    expect([code, out.includes('passed')]).toEqual([4, true]);
    expect(err).toBe(
      'error the report json=/dev/full could not be written: ENOSPC: no space left on device, write\n',
    );
  });

  test('names what was not played, and why', async () => {
    await ocsSim([
      ...['run', path('failed.yaml'), path('passed.yaml'), '--fail-fast'],
      ...['--report', `json=${path('out.json')}`, '--report', `junit=${path('out.xml')}`],
    ]);
    expect(JSON.parse(text('out.json')).scenarios).toMatchObject([
      { name: 'Fails', status: 'failed' },
      { name: 'Passes', status: 'not played', reason: 'an earlier one did not pass', result: null },
    ]);
    expect(text('out.xml')).toContain('<skipped message="not played: an earlier one did not pass"/>');
  });

  test('tells of a target that cannot be reached', async () => {
    await ocsSim([
      ...['run', path('passed.yaml'), '--target', 'http://127.0.0.1:9/'],
      ...['--report', `json=${path('out.json')}`, '--report', `junit=${path('out.xml')}`],
    ]);
    expect(JSON.parse(text('out.json'))).toMatchObject({
      status: 'error',
      error: { kind: 'environment' },
      scenarios: [{ status: 'error' }],
    });
    expect(text('out.xml')).toMatch(/errors="1"/);
  });
});

describe('However a run ends', () => {
  const ALL = ['json', 'junit', 'html', 'ndjson', 'ctrf', 'github', 'text'];
  const asked = () => ALL.flatMap((name) => ['--report', `${name}=${path(`out.${name}`)}`]);

  test('its reports are complete: interrupted', async () => {
    const running = start(['run', path('endless.yaml'), '--verbose', ...asked()]);
    await running.says('err', /loaded/);
    running.interrupt();
    expect((await running.finished).code).toBe(130);
    expect(JSON.parse(text('out.json'))).toMatchObject({
      interrupted: true,
      scenarios: [{ status: 'inconclusive', reason: 'it was interrupted before its end' }],
    });
    for (const name of ALL) expect(text(`out.${name}`)).toContain('interrupted');
  });

  test('its reports are complete: an exception in our own code', async () => {
    // Standard error throws at the first notification, in the middle of the sender's books.
    const broken = `const write = process.stderr.write.bind(process.stderr);
      process.stderr.write = (text) => { if (/loaded/.test(text)) throw new Error('boom'); return write(text); };`;
    const node = ['--import', `data:text/javascript,${encodeURIComponent(broken)}`];
    const { code } = await ocsSim(['run', path('endless.yaml'), '--verbose', ...asked()], { node });
    expect(code).toBe(4);
    expect(JSON.parse(text('out.json'))).toMatchObject({
      status: 'error',
      error: { kind: 'internal', message: 'boom', detail: expect.stringContaining('at ') },
      scenarios: [{ name: 'Endless', status: 'error', reason: 'boom' }],
    });
    for (const name of ALL) expect(text(`out.${name}`)).toContain('boom');
    expect(text('out.junit')).toContain('<error type="error" message="boom">');
  });

  test('killed, the events are there to the last line', async () => {
    const running = start(['run', path('endless.yaml'), '--verbose', ...asked()]);
    await running.says('err', /loaded/);
    running.child.kill('SIGKILL');
    await running.finished;
    const events = text('out.ndjson')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).event);
    expect(events.slice(0, 2)).toEqual(['run-started', 'scenario-started']);
    expect(existsSync(path('out.json'))).toBe(false);
  });
});

test('a report of a run with secrets has only the places where they are kept', async () => {
  writeFileSync(
    path('x.yaml'),
    `name: Secret\n${SENDING}steps: [{ load: spring }]\nexpect: [{ lost: none }]\n`,
  );
  await ocsSim(
    [
      ...['run', path('x.yaml'), '--target', 'http://127.0.0.1:9/', '--bearer', 'env:TOKEN'],
      ...['--report', `json=${path('out.json')}`],
    ],
    { env: { TOKEN: 'hunter2-hunter2' } },
  );
  expect(text('out.json')).toContain('--bearer env:TOKEN');
  expect(text('out.json')).not.toContain('hunter2');
});
