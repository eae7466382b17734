/** Why a run of a camera's source ended, as far as the decoder's words tell. */
export const SOURCE_FAILURE_CODES = [
  'unreachable',
  'refused',
  'timeout',
  'no-answer',
  'auth-failed',
  'not-found',
  'unsupported-codec',
  'not-a-video',
  'truncated',
  'ended',
  'device-busy',
  'protocol-error',
  'not-allowed',
  'killed',
  'stalled',
  'out-of-step',
  'time-step',
  'picture-changed',
  'resume-mismatch',
  'came-late',
  'decoder-missing',
  'unknown',
] as const;

/** One of the reasons above. */
export type SourceFailureCode = (typeof SOURCE_FAILURE_CODES)[number];

const TEXT: Readonly<Record<SourceFailureCode, readonly [message: string, hint: string]>> = {
  unreachable: ['the camera cannot be reached', 'check its power, its cable and the address'],
  refused: [
    'unreachable: the address answers but nothing listens on that port',
    'check the port and that the camera has started',
  ],
  timeout: ['the camera did not answer in time', 'check the network between this machine and the camera'],
  'no-answer': [
    'something takes the connection there and does not answer as a camera would',
    'wait if the camera is just starting, otherwise restart it, or check the port',
  ],
  'auth-failed': ['the camera refuses the user name or password', 'enter the credential again'],
  'not-found': ['there is nothing under this address or path', 'check the path after the host name, or the file name'],
  'unsupported-codec': ['the video is in a format that the decoder does not know', 'set the camera to H.264 or H.265'],
  'not-a-video': ['this is not a video', 'choose a video file or the address of a video stream'],
  truncated: ['the file is incomplete', 'copy or export the file again'],
  ended: ['the source came to its end', 'nothing needs to be done for a file; a live camera is opened again'],
  'device-busy': ['another program uses the device', 'close the other program'],
  'protocol-error': [
    'the camera sends something that does not follow the protocol',
    'check the kind of source, or update the camera',
  ],
  'not-allowed': [
    'this source is not allowed here',
    'choose a file in an allowed folder, or an address of the right kind',
  ],
  killed: [
    'the decoder was ended from outside',
    'it is started again; if this repeats, check the memory of this machine',
  ],
  stalled: ['the source stopped sending pictures', 'it is opened again; check the network if this repeats'],
  'out-of-step': ['pictures and their times no longer belong together', 'the source is opened again'],
  'time-step': [
    'the time of the source jumped',
    'it goes on as a new session; check the clock of the camera if this repeats',
  ],
  'picture-changed': ['the size or format of the picture changed', 'it goes on as a new session'],
  'resume-mismatch': ['the file is not the one that was being replayed', 'start the replay again'],
  'came-late': [
    'the file came when its place in the folder had been passed',
    'replay the folder again to have it counted',
  ],
  'decoder-missing': ['ffmpeg could not be started', 'install ffmpeg 5.1 or newer, or set FFMPEG_PATH'],
  unknown: ['the decoder gave up for a reason it did not name', 'see the log of this camera'],
};

/** What happened, in words, and what to do about it. */
export function failureText(code: SourceFailureCode): { readonly message: string; readonly hint: string } {
  const [message, hint] = TEXT[code];
  return { message, hint };
}
