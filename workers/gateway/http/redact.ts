/** Parameters whose value may be read in a log; everything else in a query might be a secret. */
const HARMLESS = new Set(['from', 'to', 'bin', 'limit', 'cursor', 'cameraId', 'sessionId', 'lineId', 'before']);

/** A request's address as it may stand in a log. */
export function redactUrl(url: string): string {
  const question = url.indexOf('?');
  if (question < 0) return url;
  const parameters = url.slice(question + 1).split('&');
  const shown = parameters.map((parameter) => {
    const name = parameter.split('=', 1)[0] ?? '';
    return HARMLESS.has(name) ? parameter : `${name}=***`;
  });
  return `${url.slice(0, question)}?${shown.join('&')}`;
}
