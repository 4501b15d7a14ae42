// Reads JSON without a loss: a payload's number may have more digits than JavaScript's have.

/** A payload, with each number as it was written. */
export function parse(text) {
  return JSON.parse(text, exact);
}

/** An answer of the server. Its own numbers are to reckon with: only those in payloads stay as they were written. */
export function parseAnswer(text) {
  return reckoned('', parse(text));
}

function exact(key, value, context) {
  const isChanged = typeof value === 'number' && context?.source !== undefined && String(value) !== context.source;
  return isChanged && JSON.rawJSON ? JSON.rawJSON(context.source) : value;
}

function reckoned(key, value) {
  if (key === 'payload' || typeof value !== 'object' || value === null) {
    return value;
  }
  if (JSON.isRawJSON?.(value)) {
    return Number(value.rawJSON);
  }
  for (const [name, each] of Object.entries(value)) {
    value[name] = reckoned(name, each);
  }
  return value;
}
