import { describe, expect, it } from 'vitest';
import { en } from '../../../../renderer/i18n/en/index.ts';
import { busyText, dropText, processReasonText, reasonParts, reasonText } from '../../../../renderer/i18n/reason.ts';
import { translator } from '../../../../renderer/i18n/translate.ts';
import { vi } from '../../../../renderer/i18n/vi/index.ts';

const t = translator(en, 'en-GB');
const tVi = translator(vi, 'vi-VN');

describe('why a process ended', () => {
  it.each([
    ['ended by SIGKILL', 'ended from outside (SIGKILL)'],
    ['ended with code 1', 'ended by itself with code 1'],
    ['no sign of life for 10 s', 'gave no sign of life for 10 s and was ended'],
    ['loading the model m did not end in its time', 'was ended because this took too long: loading the model m'],
    ['crashed too often, last: ended by SIGSEGV', 'crashed too often; the last time: ended from outside (SIGSEGV)'],
    ['the disk is locked Close the other program.', 'the disk is locked Close the other program.'],
  ])('"%s" reads "%s"', (sent, shown) => {
    expect(processReasonText(t, sent)).toBe(shown);
  });

  it('is said in Vietnamese too', () => {
    expect(processReasonText(tVi, 'crashed too often, last: ended by SIGKILL')).toBe(
      'lỗi quá nhiều lần; lần cuối: bị kết thúc từ bên ngoài (SIGKILL)',
    );
  });
});

describe('what a process is busy with', () => {
  it.each([
    ['starting', 'starting'],
    ['loading the model yolox-nano', 'loading the model yolox-nano'],
    ['opening and checking the database', 'opening and checking the database'],
    ['dusting the shelves', 'dusting the shelves'],
  ])('"%s" reads "%s"', (sent, shown) => {
    expect(busyText(t, sent)).toBe(shown);
  });

  it('is said in Vietnamese where it is known', () => {
    expect(busyText(tVi, 'loading the model m')).toBe('đang nạp mô hình m');
    expect(busyText(tVi, 'dusting the shelves')).toBe('dusting the shelves');
  });
});

describe('why frames were let go', () => {
  it.each([
    ['detector-busy', 'detector was busy'],
    ['settling', 'start of the stream'],
    ['out-of-step', 'pictures and their times no longer belong together; the source is opened again'],
    ['settings-changed', 'the settings changed meanwhile'],
    ['model-superseded', 'Another model was chosen meanwhile.'],
    ['sun-storm', 'sun-storm'],
  ])('"%s" reads "%s"', (sent, shown) => {
    expect(dropText(t, sent)).toBe(shown);
  });
});

describe('why a camera is as it is', () => {
  it('has words for the reasons that no source failure stands behind', () => {
    for (const reason of ['starting', 'opening', 'no-frames', 'asked', 'not-started', 'resume-missed'])
      expect(reasonText(t, { reason, detail: '' })).not.toBe(reason);
  });
});

describe('what the decoder said', () => {
  it('stands apart from the words, without the address of the part that said it', () => {
    const detail = '[mov,mp4 @ 0x55e12980af80] moov atom not found';
    expect(reasonParts(t, { reason: 'truncated', detail })).toEqual({
      words: 'the file is incomplete',
      detail: 'moov atom not found',
    });
  });

  it('is not said twice', () => {
    expect(reasonParts(t, { reason: 'sun-storm', detail: 'sun-storm' })).toEqual({ words: 'sun-storm', detail: '' });
  });
});
