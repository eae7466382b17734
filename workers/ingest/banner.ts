/** What ffmpeg says about a source before the first picture. */
export interface StreamFacts {
  codec: string;
  sourceWidth: number;
  sourceHeight: number;
  sourceFps: number;
  /** null for live sources. */
  durationUs: number | null;
  /** Size of the analysed picture. */
  width: number;
  height: number;
  /** Name of the hardware in use, null for software. */
  hardware: string | null;
  hardwareNote: string | null;
}

/** Learns from ffmpeg's own words, line by line, so that no second connection to the camera is needed. */
export function createBannerReader(): { line(text: string): void; facts(): StreamFacts | null } {
  const facts: StreamFacts = {
    codec: '',
    sourceWidth: 0,
    sourceHeight: 0,
    sourceFps: 0,
    durationUs: null,
    width: 0,
    height: 0,
    hardware: null,
    hardwareNote: null,
  };
  let section: 'input' | 'analysis' | 'other' = 'other';
  return {
    line(text) {
      if (facts.width > 0) return;
      if (text.startsWith('Input #')) section = 'input';
      else if (text.startsWith('Output #')) section = text.startsWith('Output #0') ? 'analysis' : 'other';
      else if (/^Stream mapping/.test(text)) section = 'other';
      else readLine(facts, section, text);
    },
    facts: () => (facts.width > 0 ? facts : null),
  };
}

function readLine(facts: StreamFacts, section: 'input' | 'analysis' | 'other', text: string): void {
  const auto = /Using auto hwaccel type (\S+)/.exec(text);
  if (auto) facts.hardware = auto[1] ?? null;
  if (
    /Auto hwaccel disabled|hwaccel .*(fail|not)|Failed to (create|get|initiali[sz]e).*(device|hw|vaapi|cuda)/i.test(
      text,
    )
  ) {
    facts.hardwareNote = text.trim();
  }
  if (section === 'input') readInput(facts, text);
  if (section === 'analysis' && text.includes('Video: rawvideo')) {
    const size = sizeIn(text);
    if (size) [facts.width, facts.height] = size;
  }
}

function readInput(facts: StreamFacts, text: string): void {
  const duration = /^\s*Duration: (\d+):(\d+):(\d+(?:\.\d+)?)/.exec(text);
  if (duration) {
    const [hours, minutes, seconds] = [Number(duration[1]), Number(duration[2]), Number(duration[3])];
    facts.durationUs = Math.round((hours * 3_600 + minutes * 60 + seconds) * 1_000_000);
  }
  const video = /^\s*Stream #0:\d+.*?: Video: ([a-z0-9_]+)/i.exec(text);
  if (!video || facts.codec !== '') return;
  facts.codec = video[1] ?? '';
  [facts.sourceWidth, facts.sourceHeight] = sizeIn(text) ?? [0, 0];
  facts.sourceFps = Number(/, (\d+(?:\.\d+)?k?) fps/.exec(text)?.[1] ?? 0) || 0;
}

function sizeIn(text: string): [number, number] | null {
  const match = /, (\d{1,5})x(\d{1,5})[ ,[]/.exec(`${text},`);
  return match ? [Number(match[1]), Number(match[2])] : null;
}
