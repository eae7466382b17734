import { describe, expect, it } from 'vitest';
import { cameraViewSchema } from '../../../../../domain/contracts/api.ts';
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
    expect(credentialApart(filled)).toEqual({ text: 'rtsp://10.0.0.1/s', user: 'u', password: 'p' });
    expect(credentialApart({ ...filled, text: 'rtsp://10.0.0.1/s' })).toEqual({});
  });

  it('names everything that is missing', () => {
    expect(problemsOf(EMPTY_FORM, '')).toEqual(['no-source', 'no-name', 'bad-id']);
    expect(problemsOf(filled, 'north')).toEqual([]);
  });

  it('keeps backup addresses and the password of a camera whose address did not change', () => {
    const [first] = fakeCameras();
    const camera = cameraViewSchema.parse(first);
    const source = { ...camera.source, backupUrls: ['rtsp://10.0.0.9/s'] };
    const before = cameraViewSchema.parse({ ...camera, source });
    const change = cameraChange({ ...formOf(before), name: 'New', transport: 'udp' }, before);
    expect(change).toMatchObject({ name: 'New', source: { transport: 'udp', backupUrls: ['rtsp://10.0.0.9/s'] } });
    expect(change).not.toHaveProperty('credential');
  });
});
