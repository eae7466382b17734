import { describe, expect, it } from 'vitest';
import { directionName } from '../../../../renderer/i18n/direction-name.ts';
import { problemWords } from '../../../../renderer/i18n/problem-words.ts';
import { textIn } from '../../../../renderer/i18n/use-text.ts';

const en = textIn('en');
const vi = textIn('vi');

describe('a failure of the site', () => {
  const plain = {
    code: 'wrong-password',
    message: 'User or password is wrong.',
    hint: 'Check both; an admin can set a new password.',
  };

  it('is said in the language of the person, what happened and what to do', () => {
    expect(problemWords(en, plain)).toEqual({ title: plain.message, hint: plain.hint, detail: '' });
    expect(problemWords(vi, plain)).toEqual({
      title: 'Sai tên người dùng hoặc mật khẩu.',
      hint: 'Hãy kiểm tra cả hai; quản trị viên có thể đặt mật khẩu mới.',
      detail: '',
    });
  });

  it('keeps what only the site can name: in English its own sentence, otherwise below ours', () => {
    const named = {
      code: 'line-name-taken',
      message: 'this camera has a line named Gate',
      hint: 'choose another name',
    };
    const own = 'This camera has a line named Gate.';
    expect(problemWords(en, named)).toEqual({ title: own, hint: 'Choose another name.', detail: '' });
    expect(problemWords(vi, named)).toEqual({
      title: 'Camera này đã có vạch mang tên này.',
      hint: 'Hãy chọn tên khác.',
      detail: `${own} Choose another name.`,
    });
  });

  it('names how long to wait also where only the advice is particular', () => {
    const wait = {
      code: 'too-many-sign-ins',
      message: 'Too many sign-ins were tried.',
      hint: 'Try again in 30 seconds.',
    };
    expect(problemWords(en, wait).hint).toBe('Try again in 30 seconds.');
    expect(problemWords(vi, wait).detail).toContain('30 seconds');
  });

  it.each(['sun-storm', 'constructor', 'unreachable.hint'])('of the unknown code "%s" keeps its own words', (code) => {
    const strange = { code, message: 'the sun is too bright', hint: 'wait for the evening' };
    const own = { title: 'The sun is too bright.', hint: 'Wait for the evening.', detail: '' };
    for (const text of [en, vi]) expect(problemWords(text, strange)).toEqual(own);
  });

  it('leaves names as they are written', () => {
    const title = (message: string) => problemWords(en, { code: 'x', message, hint: '' }).title;
    expect(title('model.json in "a" is empty')).toBe('model.json in "a" is empty.');
    expect(title('/data/x cannot be read')).toBe('/data/x cannot be read.');
    expect(title('ffmpeg could not be started')).toBe('ffmpeg could not be started.');
  });
});

describe('the directions of a line', () => {
  it('that nobody named are said in the language of the person', () => {
    expect([directionName(en.t, 'in', 'in'), directionName(vi.t, 'in', 'in')]).toEqual(['in', 'vào']);
    expect([directionName(en.t, 'out', 'out'), directionName(vi.t, 'out', 'out')]).toEqual(['out', 'ra']);
  });

  it('keep the names that somebody gave them', () => {
    expect(directionName(vi.t, 'in', 'về cầu')).toBe('về cầu');
    expect(directionName(vi.t, 'out', 'in')).toBe('in');
  });
});
