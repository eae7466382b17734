/**
 * How frames reach the detector. Live: at most one is on its way, the newest waits, older ones are dropped and counted.
 * Recorded: several are on their way, so that every lane of the detector has the next one at hand, nothing is dropped,
 * and the source waits.
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
  /** Asking or handling threw: the frame is lost, those behind it are not. */
  failed(frame: F, error: unknown): void;
}

const LOSSLESS_IN_FLIGHT = 8;

/** Makes the flow of one camera. */
export function createFrameFlow<F, A>(ports: FrameFlowPorts<F, A>): FrameFlow<F> {
  let inFlight = 0;
  let newest: F | null = null;
  // Answers are handled one after another, in the order in which the frames were asked. It never rejects.
  let chain: Promise<void> = Promise.resolve();
  const freed: (() => void)[] = [];

  function submit(frame: F): void {
    inFlight += 1;
    const answer = ask(frame);
    chain = chain.then(() => finish(frame, answer));
  }

  /** Its error is looked at when its turn comes: until then it must not count as one that nobody handles. */
  function ask(frame: F): Promise<A> {
    // An executor runs at once, so frames leave in order, and what it throws becomes a rejection.
    const answer = new Promise<A>((resolve) => resolve(ports.ask(frame)));
    answer.catch(() => undefined);
    return answer;
  }

  async function finish(frame: F, answer: Promise<A>): Promise<void> {
    try {
      await ports.handle(frame, await answer);
    } catch (error) {
      ports.failed(frame, error);
    }
    inFlight -= 1;
    for (const tell of freed.splice(0)) tell();
    const next = newest;
    newest = null;
    if (next !== null) submit(next);
  }

  function offerLive(frame: F): void {
    if (inFlight === 0) return submit(frame);
    if (newest !== null) ports.dropped(newest);
    newest = frame;
  }

  return {
    async offer(frame) {
      if (!ports.lossless) return offerLive(frame);
      submit(frame);
      while (inFlight >= LOSSLESS_IN_FLIGHT) await new Promise<void>((resolve) => freed.push(resolve));
    },
    async settled() {
      for (let seen: Promise<void> | null = null; seen !== chain;) {
        seen = chain;
        await seen;
      }
    },
    get inFlight() {
      return inFlight;
    },
  };
}
