// Reads a Dockerfile, and plays its steps without Docker: every stage is a folder, which stands for the root of its file system.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { environment } from './packed.ts';

/** A step of a Dockerfile. */
export interface Instruction {
  /** `COPY`. */
  readonly name: string;
  /** What comes after it, in one line, with the values of `ARG` put in. */
  readonly rest: string;
}

/** A stage: what it is built on, and its steps. */
export interface Stage {
  readonly base: string;
  readonly name: string | null;
  readonly steps: readonly Instruction[];
}

/** The stages of a Dockerfile, in order; the last one is the image. */
export function readDockerfile(text: string): readonly Stage[] {
  const values = new Map<string, string>();
  const stages: { base: string; name: string | null; steps: Instruction[] }[] = [];
  const lines = text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines) {
    const [, name = '', given = ''] = /^(\w+)\s+(.*)$/.exec(line.trim())!;
    const rest = given.replace(/\$\{(\w+)\}/g, (whole, key: string) => values.get(key) ?? whole);
    if (name === 'ARG') {
      const [key, value] = rest.split('=');
      values.set(key!, value!);
    } else if (name === 'FROM') {
      const [base, , as] = rest.split(/\s+/);
      stages.push({ base: base!, name: as ?? null, steps: [] });
    } else stages.at(-1)!.steps.push({ name, rest });
  }
  return stages;
}

/** What is in the last stage under a name, such as all `LABEL`. */
export function stepsNamed(stage: Stage, name: string): readonly string[] {
  return stage.steps.filter((step) => step.name === name).map(({ rest }) => rest);
}

/**
 * Plays all stages: copies from `context` or an earlier stage and runs what they run, with `programs` in front of PATH. The result is the
 * folder of the last stage. Throws with what a step said where it fails. Owners are left as they are.
 */
export function play(stages: readonly Stage[], context: string, folder: string, programs: string): string {
  const roots = new Map<string, string>();
  let root = folder;
  for (const [index, { name, steps }] of stages.entries()) {
    root = join(folder, `stage-${index}`);
    if (name !== null) roots.set(name, root);
    mkdirSync(join(root, 'usr/local/bin'), { recursive: true });
    let workdir = '/';
    for (const step of steps) {
      const here = join(root, workdir);
      if (step.name === 'WORKDIR') {
        workdir = resolve(workdir, step.rest);
        mkdirSync(join(root, workdir), { recursive: true });
      } else if (step.name === 'COPY') copy(step.rest, { context, roots, root, workdir });
      else if (step.name === 'RUN') shell(step.rest, root, here, programs);
    }
  }
  return root;
}

function copy(
  rest: string,
  places: {
    readonly context: string;
    readonly roots: ReadonlyMap<string, string>;
    readonly root: string;
    readonly workdir: string;
  },
): void {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const to = paths.pop()!;
  const source = from === undefined ? places.context : places.roots.get(from);
  if (source === undefined) throw new Error(`COPY ${rest}: there is no stage ${from}`);
  const destination = join(places.root, resolve(places.workdir, to));
  for (const path of paths) {
    const whole = join(source, path);
    const into =
      to.endsWith('/') && statSync(whole).isFile() ? join(destination, basename(path)) : destination;
    cpSync(whole, into, { recursive: true, verbatimSymlinks: true });
  }
}

/** Absolute paths are those of the stage; to whom files belong is a matter of Docker. */
function shell(command: string, root: string, folder: string, programs: string): void {
  const mapped = command.replace(/(?<=\s)\/(?=\w)/g, `${root}/`).replace(/\bchown\b/g, ':');
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', mapped], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 300_000,
    env: { ...environment(), PATH: `${programs}:${process.env.PATH}`, npm_config_prefer_offline: 'true' },
  });
  if (status !== 0) throw new Error(`RUN ${command}\n${stdout}${stderr}`);
}

/** The paths that a `.dockerignore` of the kind «everything but» lets through. */
export function sentToBuilder(path: string): readonly string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
}
