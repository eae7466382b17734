/**
 * How frames reach the detector. Live: at most one is on its way, the newest waits, older ones are dropped and counted.
 * Recorded: two are on their way so that the detector never idles, nothing is dropped, and the source waits.
 */
export interface FrameFlow<F> {
  /** Settles when the next frame may come; live callers do not wait. */
  offer(frame: F): Promise<void>;
  /** Settles when everything that was offered is done. */
  settled(): Promise<void>;
  readonly inFlight: number;
}

export interface FrameFlowPorts<F, A> {
  readonly lossless: boolean;
  ask(frame: F): Promise<A>;
  /** Called in frame order. */
  handle(frame: F, answer: A): Promise<void> | void;
  dropped(frame: F): void;
}

const LOSSLESS_IN_FLIGHT = 2;

/** Makes the flow of one camera. */
export function createFrameFlow<F, A>(ports: FrameFlowPorts<F, A>): FrameFlow<F> {
  let inFlight = 0;
  let newest: F | null = null;
  // Answers are handled one after another, in the order in which the frames were asked.
  let chain: Promise<void> = Promise.resolve();
  let freed: (() => void)[] = [];

  function submit(frame: F): void {
    inFlight += 1;
    const answer = ports.ask(frame);
    chain = chain.then(async () => {
      await ports.handle(frame, await answer);
      inFlight -= 1;
      for (const tell of freed.splice(0)) tell();
      const next = newest;
      newest = null;
      if (next !== null) submit(next);
    });
  }

  async function settled(): Promise<void> {
    let seen: Promise<void> | null = null;
    while (seen !== chain) {
      seen = chain;
      await seen;
    }
  }

  return {
    async offer(frame) {
      if (!ports.lossless) {
        if (inFlight === 0) submit(frame);
        else {
          if (newest !== null) ports.dropped(newest);
          newest = frame;
        }
        return;
      }
      submit(frame);
      while (inFlight >= LOSSLESS_IN_FLIGHT) await new Promise<void>((resolve) => freed.push(resolve));
    },
    settled,
    get inFlight() {
      return inFlight;
    },
  };
}
