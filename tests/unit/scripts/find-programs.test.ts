import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { findChromium, isProgram, onPath } from '../../../scripts/find-programs.ts';

describe.skipIf(process.platform === 'win32')('finding programs', () => {
  let folder = '';
  const program = (name: string, mode: number): string => {
    const path = join(folder, name);
    writeFileSync(path, '#!/bin/sh\n');
    chmodSync(path, mode);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'programs-'));
    mkdirSync(join(folder, 'first'));
    mkdirSync(join(folder, 'second'));
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('takes the first folder of the PATH that has the program', () => {
    const second = program('second/camera-tool', 0o755);
    const path = [join(folder, 'first'), '', join(folder, 'second')].join(delimiter);
    expect(onPath(['camera-tool'], path)).toBe(second);
    const first = program('first/camera-tool', 0o755);
    expect(onPath(['camera-tool'], path)).toBe(first);
  });

  it('takes the names in the order given', () => {
    program('first/browser-b', 0o755);
    const wanted = program('second/browser-a', 0o755);
    const path = [join(folder, 'first'), join(folder, 'second')].join(delimiter);
    expect(onPath(['browser-a', 'browser-b'], path)).toBe(wanted);
    expect(onPath(['no-such-browser'], path)).toBeNull();
  });

  it('believes CHROMIUM_PATH and looks no further when it is wrong', () => {
    const named = program('first/my-browser', 0o755);
    vi.stubEnv('CHROMIUM_PATH', named);
    expect(findChromium()).toBe(named);
    vi.stubEnv('CHROMIUM_PATH', join(folder, 'gone'));
    expect(findChromium()).toBeNull();
  });

  it('tells a program from a file', () => {
    // The superuser may run whatever anybody may run, so one file has no such bit at all.
    expect(isProgram(program('first/data', 0o644))).toBe(false);
    expect(isProgram(program('first/tool', 0o755))).toBe(true);
  });
});
