import type { SourceFailureCode } from './failure-codes.ts';

/** A named reason and the line of the decoder that gave it away. */
export interface ClassifiedFailure {
  readonly code: SourceFailureCode;
  readonly evidence: string;
}

/**
 * Ordered: the first rule that matches any line wins, so the specific stand above the general. "Invalid data" comes
 * after nearly every other failure and therefore stands last.
 */
const RULES: readonly (readonly [RegExp, SourceFailureCode])[] = [
  [/\b401 Unauthorized|\b403 Forbidden|authorization failed|access denied|HTTP error 40[13]\b/i, 'auth-failed'],
  [/NetConnection\.Connect\.Rejected.*auth|authfailed|authmod=/i, 'auth-failed'],
  [/\b404\b.*not found|HTTP error 4(04|10)\b|\b454 Session|\b404 Stream Not Found|StreamNotFound/i, 'not-found'],
  [/Connection refused/i, 'refused'],
  [
    /Failed to resolve hostname|Name or service not known|No route to host|Network is unreachable|Host is down/i,
    'unreachable',
  ],
  [/Connection timed out|Operation timed out|\bETIMEDOUT\b/i, 'timeout'],
  [/Device or resource busy|device already in use|Could not run graph/i, 'device-busy'],
  [/Could not find video device|Video device not found|Cannot open video device.*No such/i, 'not-found'],
  [/No such file or directory/i, 'not-found'],
  [/not on whitelist|Permission denied|Operation not permitted/i, 'not-allowed'],
  [/Is a directory/i, 'not-a-video'],
  [/Decoder \(codec .*\) not found|unknown codec|Unknown decoder|Unsupported codec/i, 'unsupported-codec'],
  [/matches no streams|does not contain any stream|no video stream/i, 'not-a-video'],
  [/misdetection possible/i, 'not-a-video'],
  [/partial file|moov atom not found|Truncating packet|Packet corrupt.*EOF/i, 'truncated'],
  [/Connection reset by peer|Broken pipe|Input\/output error|End of file/i, 'unreachable'],
  [
    /5\d\d (Server|Internal|Service|Bad)|HTTP error 5\d\d|Server returned [45]\d\d|method \w+ failed/i,
    'protocol-error',
  ],
  [
    /Handshake|Server error|Nonmatching transport|Unsupported transport|Protocol not found|Invalid argument/i,
    'protocol-error',
  ],
  [/No such filter|Error (parsing|initializing|applying) (filter|option)/i, 'protocol-error'],
  // Over RTSP the decoder says so when a request was not answered at all: nothing was learned about any video.
  [/^rtsps?:.*Invalid data found when processing input/i, 'no-answer'],
  [/Could not find codec parameters/i, 'not-a-video'],
  [/Invalid data found when processing input/i, 'not-a-video'],
];

/** Reads a reason out of the last lines that the decoder wrote before it gave up. */
export function classifyFailure(lines: readonly string[]): ClassifiedFailure {
  for (const [pattern, code] of RULES) {
    const evidence = lines.findLast((line) => pattern.test(line));
    if (evidence !== undefined) return { code, evidence };
  }
  return { code: 'unknown', evidence: lines.at(-1) ?? '' };
}

const GIVEN_UP =
  /^\w+:\/\/\S+: (Connection|Operation) timed out$|Error during demuxing: (Connection|Operation) timed out$/;

/**
 * Whether a decoder that was giving pictures says that it waits for its source no longer. Some of its versions do not end
 * then: they go on receiving what comes and never give a picture again.
 */
export function hasGivenUp(line: string): boolean {
  return GIVEN_UP.test(line.trim());
}
