import { describe, expect, it } from 'vitest';
import { deviceNote } from '../../../../../renderer/features/models/device-note.ts';

describe('what is said of a model that does not run on the fastest device', () => {
  it.each([
    ['cuda: cuda cannot run this model here: Failed to load shared library', 'cpu', 'none', false],
    ['webgpu: no faster than the CPU (31.0 ms against 28.2 ms)', 'cpu', 'slower', false],
    ['other devices were not tried: they cannot be tried safely here', 'cpu', 'untried', false],
    ['cuda was lost: CUDA error 719', 'cpu', 'lost', true],
    ['the device was lost: gone', 'cpu', 'lost', true],
    ['tensorrt: the engine could not be built', 'cuda', 'other', true],
  ])('%s (%s) is "%s"', (fallback, provider, kind, warn) => {
    expect(deviceNote(fallback, provider)).toEqual({ kind, warn });
  });
});
