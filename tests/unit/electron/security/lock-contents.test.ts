import { describe, expect, it } from 'vitest';
import { lockAllContents, mayOpenOutside } from '../../../../electron/security/lock-contents.ts';
import { ContentsDouble, createElectronDouble } from '../../../support/electron-double.ts';

function lockedContents() {
  const double = createElectronDouble();
  const asked: string[] = [];
  lockAllContents(double.electron, (address) => void asked.push(address));
  const contents = new ContentsDouble();
  double.app.emit('web-contents-created', {}, contents);
  return { double, contents, asked };
}

function prevented(contents: ContentsDouble, event: string, url: string): boolean {
  let done = false;
  contents.emit(event, { url, preventDefault: () => (done = true) });
  return done;
}

describe('every page', () => {
  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('stays on our page at %s', (event) => {
    const { contents } = lockedContents();
    expect(prevented(contents, event, 'tcc://app/index.html#/system')).toBe(false);
    for (const url of [
      'https://evil.example/',
      'http://127.0.0.1:8080/',
      'file:///etc/passwd',
      'tcc://other/index.html',
      'tcc://app/assets/app.js',
      'javascript:alert(1)',
      'data:text/html,x',
      'about:blank',
    ])
      expect([url, prevented(contents, event, url)]).toEqual([url, true]);
  });

  it('embeds no other page', () => {
    expect(prevented(lockedContents().contents, 'will-attach-webview', '')).toBe(true);
  });

  it('opens no window, and gives no link to the system', () => {
    const { double, contents, asked } = lockedContents();
    for (const url of ['https://example.com/', 'tcc://app/assets/app.js', 'file:///bin/sh', 'mailto:a@b.example'])
      expect(contents.windowOpen?.({ url })).toEqual({ action: 'deny' });
    expect(double.opened).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('that asks for another window of our own page is given one by the program, not by itself', () => {
    const { contents, asked } = lockedContents();
    const url = 'tcc://app/index.html#/alone/camera/north';
    expect(contents.windowOpen?.({ url })).toEqual({ action: 'deny' });
    expect(asked).toEqual([url]);
  });

  it.each([
    ['https://docs.example/guide', true],
    ['https://docs.example/other', false],
    ['http://docs.example/guide', false],
    ['file:///etc/passwd', false],
    ['nonsense', false],
  ])('of a list of one, %s may be opened outside: %s', (url, expected) =>
    expect(mayOpenOutside(url, ['https://docs.example/guide'])).toBe(expected),
  );
});

describe('every connection', () => {
  it('refuses a certificate that does not hold', () => {
    const { double } = lockedContents();
    let prevented = false;
    let trusted: boolean | null = null;
    const event = { preventDefault: () => (prevented = true) };
    double.app.emit('certificate-error', event, {}, 'https://x/', 'ERR', {}, (answer: boolean) => (trusted = answer));
    expect([prevented, trusted]).toEqual([true, false]);
  });

  it('shows no certificate of the user', () => {
    const { double } = lockedContents();
    let given: unknown[] | null = null;
    const event = { preventDefault: () => undefined };
    double.app.emit('select-client-certificate', event, {}, '', [{}], (...list: unknown[]) => (given = list));
    expect(given).toEqual([]);
  });
});
