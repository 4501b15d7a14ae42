// Reads JSON without a loss: a payload's number may have more digits than JavaScript's have.

export function parse(text) {
  return JSON.parse(text, exact);
}

function exact(key, value, context) {
  const isChanged = typeof value === 'number' && context?.source !== undefined && String(value) !== context.source;
  return isChanged && JSON.rawJSON ? JSON.rawJSON(context.source) : value;
}
