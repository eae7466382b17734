import type { Browser, CDPSession } from 'playwright-core';
import { z } from 'zod';

/**
 * A tab that the test library does not hold: it keeps its pages "visible" whatever lies before them, this one is hidden as
 * soon as another tab comes to the front.
 */
export interface PlainTab {
  evaluate(expression: string): Promise<unknown>;
  /** Another tab is in front from now on. */
  cover(): Promise<void>;
  /** And this one again. */
  uncover(): Promise<void>;
  close(): Promise<void>;
}

const answerSchema = z.object({
  id: z.number(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }).optional(),
      exceptionDetails: z.unknown().optional(),
    })
    .optional(),
});

/** Sends commands to one attached target and gives back what Runtime.evaluate answers. */
function createEvaluator(session: CDPSession, sessionId: string): (expression: string) => Promise<unknown> {
  const waiting = new Map<number, (answer: z.infer<typeof answerSchema>) => void>();
  let lastId = 0;
  session.on('Target.receivedMessageFromTarget', (event) => {
    const answer = answerSchema.safeParse(JSON.parse(event.message));
    if (!answer.success) return;
    waiting.get(answer.data.id)?.(answer.data);
    waiting.delete(answer.data.id);
  });
  return async (expression) => {
    lastId += 1;
    const id = lastId;
    const params = { expression, returnByValue: true, awaitPromise: true };
    const answered = new Promise<z.infer<typeof answerSchema>>((resolve) => waiting.set(id, resolve));
    const message = JSON.stringify({ id, method: 'Runtime.evaluate', params });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    const { result } = await answered;
    if (result?.exceptionDetails !== undefined) throw new Error(JSON.stringify(result.exceptionDetails));
    return result?.result?.value;
  };
}

/** Opens such a tab in a window of its own. */
export async function openPlainTab(browser: Browser, url: string, width: number, height: number): Promise<PlainTab> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  const { targetId } = await session.send('Target.createTarget', {
    url,
    browserContextId,
    newWindow: true,
    width,
    height,
  });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const other = await session.send('Target.createTarget', { url: 'about:blank', browserContextId, background: true });
  await session.send('Target.activateTarget', { targetId });
  return {
    evaluate: createEvaluator(session, sessionId),
    async cover() {
      await session.send('Target.activateTarget', { targetId: other.targetId });
    },
    async uncover() {
      await session.send('Target.activateTarget', { targetId });
    },
    async close() {
      await session.send('Target.disposeBrowserContext', { browserContextId });
      await session.detach();
    },
  };
}
