import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { COMMAND_TABLE } from '../../../../simulator/cli/command-table.ts';
import { unknownVariables, variableValue } from '../../../../simulator/cli/configuration/environment.ts';
import { EXIT } from '../../../../simulator/cli/exit-code.ts';
import { BIN, emptyFolder, ocsSim, plainEnvironment, SCENARIOS } from '../ocs-sim.ts';

/** What Kubernetes puts into every container of a namespace with a service of a name. */
function serviceLinks(service: string, port = 8080, protocol = 'tcp'): Record<string, string> {
  const name = service.replaceAll('-', '_').toUpperCase();
  const link = `${name}_PORT_${port}_${protocol.toUpperCase()}`;
  return {
    [`${name}_SERVICE_HOST`]: '10.96.0.12',
    [`${name}_SERVICE_PORT`]: String(port),
    [`${name}_SERVICE_PORT_HTTP`]: String(port),
    [`${name}_SERVICE_PORT_HTTP_CONTROL`]: String(port),
    [`${name}_PORT`]: `${protocol}://10.96.0.12:${port}`,
    [link]: `${protocol}://10.96.0.12:${port}`,
    [`${link}_PROTO`]: protocol,
    [`${link}_PORT`]: String(port),
    [`${link}_ADDR`]: '10.96.0.12',
  };
}

describe('variables that others make', () => {
  test.each([
    ['a service called ocs-sim', serviceLinks('ocs-sim')],
    ['one called ocs-sim-receiver, by UDP', serviceLinks('ocs-sim-receiver', 53, 'udp')],
    ['one called like an option, at an IPv6 address', { OCS_SIM_CONTROL_PORT: 'tcp://[fd00::1]:8080' }],
    ['one called ocs-sim-control', serviceLinks('ocs-sim-control')],
    ['a linked container', { OCS_SIM_NAME: '/web/ocs-sim', OCS_SIM_ENV_NODE_VERSION: '24' }],
  ])('for %s set nothing and are no mistakes', (_, environment) => {
    expect(unknownVariables(environment, COMMAND_TABLE)).toEqual([]);
    for (const { options } of COMMAND_TABLE.commands)
      for (const [name, option] of Object.entries(options))
        expect(variableValue(name, option, environment), name).toBeUndefined();
  });

  test.each([
    ['OCS_SIM_VERBOS', 'true', 'did you mean "OCS_SIM_VERBOSE"?'],
    ['OCS_SIM_PROT', '1', undefined],
    ['OCS_SIM_SERVICE_HOTS', '10.96.0.12', undefined],
    ['OCS_SIM_TARGET_PORT', '8080', undefined],
    ['OCS_SIM_PORT_HTTP', 'tcp://10.96.0.12:80', undefined],
  ])('%s=%s is still a mistake', (name, value, hint) => {
    const [problem, ...others] = unknownVariables({ [name]: value }, COMMAND_TABLE);
    expect(others).toEqual([]);
    expect(problem?.wrong).toBe(`${name} in the environment: there is no such option`);
    if (hint !== undefined) expect(problem?.hint).toBe(hint);
  });

  test('leave every command as it is, and OCS_SIM_PORT=8080 still counts', async () => {
    const links = serviceLinks('ocs-sim');
    const commands = [['config', 'run'], ['fields'], ['run', `${SCENARIOS}/general-info.yaml`]];
    const ended = await Promise.all(commands.map((args) => ocsSim(args, { env: links })));
    expect(ended.map(({ code, err }) => [code, err])).toEqual(commands.map(() => [0, '']));
    const port = await ocsSim(['config', 'receive'], { env: { ...links, OCS_SIM_PORT: '8080' } });
    expect(port.out).toMatch(/^ {2}port +8080 +OCS_SIM_PORT$/m);
  });
});

describe.runIf(process.platform !== 'win32')('a working folder that was deleted', () => {
  test.each([
    [['run'], EXIT.environment],
    [['validate', `${SCENARIOS}/general-info.yaml`], EXIT.environment],
    [['check', 'order'], EXIT.environment],
    [['init', 'x'], EXIT.environment],
    [['--version'], EXIT.passed],
    [['help', 'run'], EXIT.passed],
  ])('is said in a sentence where %j needs one', (args, code) => {
    const folder = emptyFolder();
    const call = `cd '${folder}' && rmdir '${folder}' && exec "$@"`;
    const { status, stderr } = spawnSync('sh', ['-c', call, 'sh', process.execPath, BIN, ...args], {
      encoding: 'utf8',
      env: plainEnvironment(),
    });
    expect(status).toBe(code);
    expect(stderr).toBe(
      code === EXIT.passed
        ? ''
        : 'error the working folder is not there any more, or cannot be read\n    hint:     change to a folder that exists: cd\n',
    );
  });
});

describe('odd surroundings', () => {
  test.each([
    { COLUMNS: '0', HOME: '', LC_ALL: '' },
    { COLUMNS: 'wide', TMPDIR: '/no/such/folder', LANG: 'xx_YY.nothing' },
    { COLUMNS: '-1', TERM: '', TZ: 'Nowhere/Else', FORCE_COLOR: 'mauve' },
    { COLUMNS: '1e9', ...(process.platform === 'linux' ? { TMPDIR: '/proc' } : {}) },
  ])('such as %j keep nothing from its verdict', async (env) => {
    const { code, out } = await ocsSim(['run', `${SCENARIOS}/general-info.yaml`], { env });
    expect(code).toBe(EXIT.passed);
    expect(out).toContain('passed');
    expect(out.length).toBeLessThan(20_000);
  });
});
