import { describe, expect, it } from 'vitest';
import { cameraViewSchema } from '../../../../../domain/contracts/api.ts';
import type { CameraView } from '../../../../../domain/contracts/api.ts';
import { cameraDraftSchema } from '../../../../../domain/contracts/camera-config.ts';
import {
  EMPTY_FORM,
  cameraChange,
  credentialApart,
  formOf,
  newCamera,
  problemsOf,
} from '../../../../../renderer/features/cameras/camera-draft.ts';
import {
  idFromName,
  recogniseSource,
  withoutCredential,
} from '../../../../../renderer/features/cameras/recognise-source.ts';
import { fakeCameras } from '../../../../support/fake-site-data.ts';

describe('a pasted source', () => {
  it.each([
    ['rtsp://10.0.0.1:554/stream1', 'rtsp'],
    ['rtsps://10.0.0.1/s', 'rtsp'],
    ['rtmp://host/live/key', 'rtmp'],
    ['https://host/live/index.m3u8?t=1', 'hls'],
    ['http://host/axis-cgi/mjpg/video.cgi', 'mjpeg'],
    ['http://host/clip.mp4', 'http'],
    ['/data/clips/road.mp4', 'file'],
    ['C:\\clips\\road.mp4', 'file'],
    ['"\\\\nas\\clips\\road.mkv"', 'file'],
    ['file:///data/road.mp4', 'file'],
    ['/data/clips/', 'folder'],
    ['/dev/video0', 'device'],
    ['video=Integrated Camera', 'device'],
    ['testsrc2=size=640x360:rate=12.5', 'test'],
    ['lavfi:smptebars', 'test'],
  ])('%s is recognised as %s', (text, kind) => {
    expect(recogniseSource(`  ${text} `)?.source.kind).toBe(kind);
  });

  it.each([
    ['file:///data/may%20day.mp4', '/data/may day.mp4'],
    ['file:///videos/100%', '/videos/100%'],
    ['file:///videos/50%2', '/videos/50%2'],
  ])('%s leads to the file %s, also while it is still being typed', (text, path) => {
    expect(recogniseSource(text)?.source).toMatchObject({ kind: 'file', path });
  });

  it.each(['', '   ', 'hello there'])('"%s" is not taken for one', (text) => {
    expect(recogniseSource(text)).toBeNull();
  });

  it.each([
    ['rtsp://admin:se%20cret@10.0.0.1/s', 'rtsp://10.0.0.1/s', { user: 'admin', password: 'se cret' }],
    ['rtsp://admin:p@ss:word@10.0.0.1:554/s', 'rtsp://10.0.0.1:554/s', { user: 'admin', password: 'p@ss:word' }],
    ['rtsp://admin@10.0.0.1/s', 'rtsp://10.0.0.1/s', { user: 'admin', password: '' }],
    ['rtsp://a:100%@10.0.0.1/s', 'rtsp://10.0.0.1/s', { user: 'a', password: '100%' }],
    ['http://10.0.0.1/a@b', 'http://10.0.0.1/a@b', null],
  ])('%s gives its password away from the address', (address, url, credential) => {
    expect(withoutCredential(address)).toEqual({ url, credential });
  });
});

describe('an id made from a name', () => {
  it.each([
    ['Bạch Đằng – north', 'bach-dang-north'],
    ['  Gate #2 ', 'gate-2'],
    ['***', ''],
  ])('%s becomes "%s"', (name, id) => {
    expect(idFromName(name)).toBe(id);
  });
});

/** A camera on the network with a stored password and these backup addresses. */
function cameraWith(...backupUrls: string[]): CameraView {
  const [first] = fakeCameras();
  const camera = cameraViewSchema.parse(first);
  return cameraViewSchema.parse({ ...camera, hasCredential: true, source: { ...camera.source, backupUrls } });
}

describe('the form of a camera', () => {
  const filled = { ...EMPTY_FORM, text: 'rtsp://u:p@10.0.0.1/s', name: ' North ' };

  it('makes what the site takes, with the password apart from the address', () => {
    const draft = cameraDraftSchema.parse(newCamera(filled, 'north', 'Asia/Ho_Chi_Minh'));
    expect(draft).toMatchObject({
      name: 'North',
      credential: { user: 'u', password: 'p' },
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    expect(JSON.stringify(draft.source)).not.toContain('u:p');
  });

  it('takes the password out of the address when the field is left', () => {
    expect(credentialApart(filled)).toMatchObject({ text: 'rtsp://10.0.0.1/s', user: 'u', password: 'p' });
    expect(credentialApart({ ...filled, user: 'old', password: 'old' })).toMatchObject({ user: 'u', password: 'p' });
    expect(credentialApart({ ...filled, text: 'rtsp://10.0.0.1/s' })).toEqual({});
  });

  it('names everything that is missing', () => {
    expect(problemsOf(EMPTY_FORM, '')).toEqual(['no-source', 'no-name', 'bad-id']);
    expect(problemsOf(filled, 'north')).toEqual([]);
  });

  it.each([
    ['whose address did not change', {}],
    ['whose address changes', { text: 'rtsp://10.0.0.77/other' }],
  ])('shows and keeps the backup addresses and the password of a camera %s', (_what, edit) => {
    const before = cameraWith('rtsp://10.0.0.9/s', 'rtsp://10.0.0.10/s');
    expect(formOf(before).backups).toBe('rtsp://10.0.0.9/s\nrtsp://10.0.0.10/s');
    const change = cameraChange({ ...formOf(before), ...edit, name: 'New', transport: 'udp' }, before);
    const source = { transport: 'udp', backupUrls: ['rtsp://10.0.0.9/s', 'rtsp://10.0.0.10/s'] };
    expect(change).toMatchObject({ name: 'New', source });
    expect(change).not.toHaveProperty('credential');
  });

  it('takes backup addresses as they are written, without their passwords', () => {
    const form = { ...filled, backups: ' rtsp://u:p@10.0.0.9/s \n\nrtsp://10.0.0.10/s' };
    const draft = newCamera(form, 'north', 'UTC');
    expect(draft?.source).toMatchObject({ backupUrls: ['rtsp://10.0.0.9/s', 'rtsp://10.0.0.10/s'] });
    expect(draft?.credential).toEqual({ user: 'u', password: 'p' });
    expect(credentialApart(form)).toMatchObject({
      text: 'rtsp://10.0.0.1/s',
      backups: 'rtsp://10.0.0.9/s\nrtsp://10.0.0.10/s',
    });
    const without = cameraChange({ ...formOf(cameraWith('rtsp://10.0.0.9/s')), backups: '' }, cameraWith('rtsp://x/s'));
    expect(without?.source).toMatchObject({ backupUrls: [] });
  });

  it('says when there are too many backup addresses, or two passwords for one camera', () => {
    expect(problemsOf({ ...filled, backups: 'rtsp://h/1\n'.repeat(4) }, 'north')).toEqual([]);
    expect(problemsOf({ ...filled, backups: 'rtsp://h/1\n'.repeat(5) }, 'north')).toEqual(['too-many-backups']);
    const two = { ...filled, text: 'rtsp://h/s', user: 'u', password: 'p', backups: 'rtsp://u:other@10.0.0.9/s' };
    expect(problemsOf(two, 'north')).toEqual(['two-credentials']);
    expect(credentialApart(two)).toEqual({});
  });

  it('forgets a stored password when it is told to, and only then', () => {
    const before = cameraWith();
    expect(cameraChange({ ...formOf(before), forget: true }, before)).toMatchObject({ credential: null });
    const replaced = { ...formOf(before), user: 'u', password: 'p' };
    expect(cameraChange(replaced, before)).toMatchObject({ credential: { user: 'u', password: 'p' } });
  });

  it('keeps what it does not show of a recording that stays the same', () => {
    const recording = { kind: 'file', path: '/videos/may.mp4', pace: 'loop', startUtcUs: 5 } as const;
    const before = cameraViewSchema.parse({ ...cameraWith(), source: recording });
    expect(cameraChange({ ...formOf(before), pace: 'realtime' }, before)?.source).toEqual({
      ...recording,
      pace: 'realtime',
    });
    const other = cameraChange({ ...formOf(before), text: '/videos/june.mp4', kind: 'file' }, before);
    expect(other?.source).not.toHaveProperty('startUtcUs');
  });
});
