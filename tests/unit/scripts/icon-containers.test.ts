import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { icnsFile, icoFile } from '../../../scripts/icon-containers.ts';
import { repositoryRoot } from '../../../scripts/run-program.ts';

const folder = path.join(repositoryRoot, 'assets', 'icons');
const read = (name: string): Buffer => readFileSync(path.join(folder, name));
/** Width and height as the head of a PNG says them; null for anything else. */
function pngSize(bytes: Buffer): readonly [number, number] | null {
  const isPng =
    bytes.subarray(1, 4).toString('latin1') === 'PNG' && bytes.subarray(12, 16).toString('latin1') === 'IHDR';
  return isPng ? [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] : null;
}
const sized = new Map(
  readdirSync(path.join(folder, 'png')).map((name) => [Number.parseInt(name, 10), read(`png/${name}`)]),
);
const all = new Map([...sized, [1024, read('icon.png')]]);

describe('the icons of the program', () => {
  it('are there in every size, as large as their names say', () => {
    expect([...all.keys()].sort((a, b) => a - b)).toEqual([16, 24, 32, 48, 64, 128, 256, 512, 1024]);
    for (const [size, bytes] of all) expect(pngSize(bytes)).toEqual([size, size]);
  });

  it('for Windows are these very pictures, each where the directory says', () => {
    const ico = read('icon.ico');
    const count = ico.readUInt16LE(4);
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2), count]).toEqual([0, 1, 7]);
    for (let index = 0; index < count; index += 1) {
      const entry = 6 + index * 16;
      const size = ico.readUInt8(entry) || 256;
      const at = ico.readUInt32LE(entry + 12);
      expect(ico.subarray(at, at + ico.readUInt32LE(entry + 8)).equals(all.get(size)!)).toBe(true);
    }
  });

  it('for macOS are these very pictures, one behind the other to the end', () => {
    const icns = read('icon.icns');
    expect([icns.subarray(0, 4).toString('latin1'), icns.readUInt32BE(4)]).toEqual(['icns', icns.length]);
    const kinds: string[] = [];
    for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
      kinds.push(icns.subarray(at, at + 4).toString('latin1'));
      const png = icns.subarray(at + 8, at + icns.readUInt32BE(at + 4));
      expect(png.equals(all.get(pngSize(png)?.[0] ?? 0)!)).toBe(true);
    }
    expect(kinds).toEqual(['ic11', 'ic12', 'ic07', 'ic13', 'ic08', 'ic14', 'ic09', 'ic10']);
  });

  it('cannot be put into containers that do not hold such sizes', () => {
    const picture = (size: number) => ({ size, png: Uint8Array.of(1) });
    expect(() => icoFile([picture(512)])).toThrow('512');
    expect(() => icnsFile([picture(32)])).toThrow('64');
  });
});
