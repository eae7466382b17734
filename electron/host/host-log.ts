type Level = 'info' | 'warn' | 'error';
type Fields = Record<string, string | number>;
type Sink = (level: Level, text: string, fields?: Fields) => void;

/** The desktop's own lines in the log of the site; those from before the log is open wait for it. */
export interface HostLog {
  write: Sink;
  attach(sink: Sink): void;
}

export function createHostLog(): HostLog {
  const waiting: Parameters<Sink>[] = [];
  let sink: Sink | null = null;
  return {
    write(...line) {
      if (sink === null) waiting.push(line);
      else sink(...line);
    },
    attach(to) {
      sink = to;
      for (const line of waiting.splice(0)) to(...line);
    },
  };
}
