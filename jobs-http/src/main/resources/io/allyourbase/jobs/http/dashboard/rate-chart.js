// How many jobs ended a second, from one look at the counts to the next.
import {h, svg} from './dom.js';
import {count} from './words.js';

const BARS = 100;
const WIDTH = 4;
const HEIGHT = 40;

export function rateChart() {
  const rates = [];
  const words = h('figcaption');
  const bars = svg('svg', {viewBox: `0 0 ${BARS * WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true'});
  let last;
  return {
    element: h('figure', {class: 'rate'}, bars, words),
    add: stats => {
      const now = {at: performance.now(), ended: stats.completed + stats.failed + stats.canceled};
      if (last !== undefined) {
        // Retention takes jobs away, and retries bring some back.
        rates.push(Math.max(0, now.ended - last.ended) / ((now.at - last.at) / 1000));
        rates.splice(0, rates.length - BARS);
      }
      last = now;
      draw(bars, rates);
      words.textContent = rates.length === 0 ? 'Jobs ended per second: counting…'
        : `Jobs ended per second: ${number(rates.at(-1))} now, ${number(Math.max(...rates))} at most since this page was opened`;
    },
  };
}

function draw(bars, rates) {
  const most = Math.max(...rates, 1);
  bars.replaceChildren(...rates.map((rate, i) => {
    const height = rate / most * HEIGHT;
    return svg('rect', {x: (BARS - rates.length + i) * WIDTH, y: HEIGHT - height, width: WIDTH - 1, height});
  }));
}

function number(rate) {
  return rate > 0 && rate < 10 ? rate.toFixed(1) : count(Math.round(rate));
}
