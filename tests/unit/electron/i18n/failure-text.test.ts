import { describe, expect, it } from 'vitest';
import { failureText } from '../../../../electron/i18n/failure-text.ts';

describe('why the program cannot start', () => {
  const inUse = { code: 'port-in-use', message: 'Port 8080 is in use.', hint: 'Choose another with --port.' };

  it('is said in English as it comes', () => {
    expect(failureText('en-GB', inUse)).toBe('Port 8080 is in use.\n\nWhat to do: Choose another with --port.');
  });

  it('is said in Vietnamese, with what only the failure names below', () => {
    const text = failureText('vi-VN', inUse);
    expect(text).toMatch(/^Cổng đang được chương trình khác dùng/);
    expect(text).toContain('Cách xử lý: Hãy đóng chương trình kia');
    expect(text).toMatch(/Chi tiết: Port 8080 is in use\.$/);
  });

  it('keeps its own words where its code is not known', () => {
    const strange = { code: 'sun-storm', message: 'Too bright.', hint: 'Wait.' };
    expect(failureText('vi', strange)).toBe('Too bright.\n\nCách xử lý: Wait.');
    expect(failureText('vi', { ...strange, code: 'constructor' })).toBe('Too bright.\n\nCách xử lý: Wait.');
  });
});
