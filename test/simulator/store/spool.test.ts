import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openSpool, type SentSpool } from '../../../simulator/store/spool.ts';
import { type SentNote, StoreFailure } from '../../../simulator/store/store.ts';
import fc from '../../support/fast-check.ts';
import { openedSpool, someNote } from './kept-store.ts';

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ocs-sim-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function notesOf(spool: SentSpool): Promise<readonly SentNote[]> {
  const notes: SentNote[] = [];
  for await (const note of spool.notes()) notes.push(note);
  return notes;
}

test('What was sent comes back as it was, in the order in which it was added, as often as it is read', async () => {
  const spool = openedSpool();
  const notes = [
    someNote(1, { text: 'naïve 日本 😀\n"quoted"' }, { id: 'a-1', group: 'with\nline end' }),
    someNote(2, null, {
      body: '',
      taken: false,
      outcome: {
        kind: 'reset',
        status: null,
        detail: 'gone',
        bytesOut: null,
        fault: 'reset after 10 bytes',
        durationMs: 1,
      },
    }),
    someNote(3, null, { body: 'no JSON\nat all' }),
    someNote(4, 'x'.repeat(2_000_000)),
    someNote(5, []),
  ];
  for (const note of notes) spool.add(note);

  expect(await notesOf(spool)).toEqual(notes);
  expect(await notesOf(spool)).toEqual(notes);
  expect([spool.count, spool.taken, spool.withId, spool.trouble]).toEqual([5, 4, 1, null]);
});

test('A note is found again at its place, and reading and adding may take turns', async () => {
  const spool = openedSpool();
  spool.add(someNote(1, 'one'));
  expect((await notesOf(spool)).length).toBe(1);
  spool.add(someNote(2, 'two'));
  const places: number[] = [];
  for await (const { place, position } of spool.spooled()) {
    expect(position).toBe(places.length);
    places.push(place);
  }
  spool.add(someNote(3, 'three'));

  expect(places.map((place) => spool.noteAt(place).body)).toEqual(['"one"', '"two"']);
  expect((await notesOf(spool)).map(({ number }) => number)).toEqual([1, 2, 3]);
});

test('Notes of any length in any mixture come back, all of them and each by its place', async () => {
  const length = fc.oneof(
    fc.nat(50),
    fc.integer({ min: 3_500, max: 4_200 }),
    fc.integer({ min: 500_000, max: 600_000 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(length, { maxLength: 12 }), async (lengths) => {
      const spool = openSpool();
      if ('kind' in spool) throw new Error(spool.message);
      const bodies = lengths.map((each, index) => `${index}é`.repeat(each / 3));
      for (const [index, body] of bodies.entries()) spool.add(someNote(index, null, { body }));
      expect((await notesOf(spool)).map(({ body }) => body)).toEqual(bodies);
      for await (const { place, note } of spool.spooled())
        if (spool.noteAt(place).body !== note.body) throw new Error(`#${note.number} is not at its place`);
      spool.close();
    }),
    { numRuns: 25 },
  );
});

test('Nothing of it stays behind in the folder for temporary files', async () => {
  const folder = emptyFolder();
  const spool = openedSpool({ folder });
  spool.add(someNote(1, 'x'.repeat(1_000_000)));
  expect((await notesOf(spool)).length).toBe(1);
  spool.close();
  spool.close();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('Nor when the process is killed: its file has no name', () => {
  const folder = emptyFolder();
  const spool = openedSpool({ folder });
  spool.add(someNote(1, 'x'.repeat(1_000_000)));
  expect(readdirSync(folder)).toEqual([]);
});

test('A folder that is not there, or is a file, is told before anything is sent', () => {
  const folder = emptyFolder();
  expect(openSpool({ folder: join(folder, 'gone') })).toEqual({
    kind: 'environment',
    code: 'ENOENT',
    message: `cannot keep the run's notifications in a temporary file in ${folder}/gone: the folder does not exist`,
    hint: 'make room there, or name another folder in the environment variable TMPDIR',
  });
  writeFileSync(join(folder, 'file'), '');
  expect(openSpool({ folder: join(folder, 'file') })).toMatchObject({ code: 'ENOTDIR' });
  mkdirSync(join(folder, 'still'));
  const spool = openSpool({ folder: join(folder, 'still') });
  expect('kind' in spool).toBe(false);
  (spool as SentSpool).close();
});

test('A disk that is full is told, and nothing is given back as if it were all', async () => {
  let room = 700_000;
  const spool = openedSpool({
    write: (descriptor, bytes, from, length) => {
      const taken = Math.min(length, room);
      room -= taken;
      return taken === 0 ? 0 : writeSync(descriptor, bytes, from, taken);
    },
  });
  const body = 'x'.repeat(100_000);
  for (let number = 1; number <= 5; number += 1) spool.add(someNote(number, null, { body }));
  expect(spool.trouble).toBeNull();
  expect((await notesOf(spool)).length).toBe(5);

  for (let number = 6; number <= 20; number += 1) spool.add(someNote(number, null, { body }));
  expect(spool.count).toBe(20);
  expect(spool.trouble).toMatchObject({
    code: 'ENOSPC',
    message: expect.stringContaining('the disk is full'),
  });
  await expect(notesOf(spool)).rejects.toThrow(StoreFailure);
  expect(() => spool.noteAt(0)).toThrow('the disk is full');
});

test.each([0, 250_000, 700_000, 5_000_000])(
  'Where the disk is full after %d bytes, every note is rescued that the spool did not give back at once',
  (bytes) => {
    let room = bytes;
    const spool = openedSpool({
      write: (descriptor, chunk, from, length) => {
        const taken = Math.min(length, room);
        room -= taken;
        return taken === 0 ? 0 : writeSync(descriptor, chunk, from, taken);
      },
    });
    const sizes = [10, 200_000, 600_000, 3_000, 90_000];
    const notes = Array.from({ length: 30 }, (_, index) =>
      someNote(index + 1, null, { body: 'ä'.repeat(sizes[index % sizes.length]! / 2) }),
    );
    const refused = notes.filter((note) => !spool.add(note));
    expect(spool.trouble === null).toBe(refused.length === 0);
    expect([...spool.rescued(), ...refused].sort((a, b) => a.number - b.number)).toEqual(notes);
  },
);

test('A disk that is full only when the last bytes are written is told by the reading', async () => {
  const spool = openedSpool({
    write: () => {
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    },
  });
  spool.add(someNote(1, 'a short one'));
  expect(spool.trouble).toBeNull();
  await expect(notesOf(spool)).rejects.toThrow('the disk is full');
});
