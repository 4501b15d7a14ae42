// One system in a process of its own, as RivalProcess is for those on the JVM: orders in as lines, answers out as lines.
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

export const WORKERS = 50;
const BATCH = 1_000;

/** Runs the system that `open(url, started)` makes: {enqueueAll(numbers), enqueue(number), work(), close()}. */
export async function serve(open) {
  let turn;
  for await (const order of createInterface({ input: process.stdin })) {
    const [name, ...words] = order.split(" ");
    if (name === "open") {
      turn = new Turn();
      turn.rival = await open(words[0], (number) => turn.tally.started(number));
      say("ready");
    } else {
      await turn[name](...words.map(Number));
    }
  }
  process.exit(0);
}

class Turn {
  tally = new Tally();
  enqueued = 0;

  async enqueue(count) {
    for (const end = this.enqueued + count; this.enqueued < end; ) {
      const size = Math.min(BATCH, end - this.enqueued);
      await this.rival.enqueueAll(Array.from({ length: size }, (_, i) => this.enqueued + i));
      this.enqueued += size;
    }
    say("enqueued");
  }

  async work(count) {
    const first = this.tally.reached(1).then(() => say("first"));
    const all = this.tally.reached(count).then(() => say("all"));
    await this.rival.work();
    await Promise.all([first, all]);
  }

  async pickup(count, pause) {
    const from = this.enqueued;
    const all = this.tally.reached(from + count);
    const calledAt = [];
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      await sleep(Math.max(0, start + i * pause - performance.now()));
      calledAt.push(process.hrtime.bigint());
      await this.rival.enqueue(this.enqueued++);
    }
    await all;
    say(`latencies ${calledAt.map((at, i) => this.tally.startedAt.get(from + i) - at).join(" ")}`);
  }

  async close() {
    await this.rival.close();
    say(`ran ${this.tally.runs} ${this.tally.startedAt.size}`);
  }
}

/** Which jobs have run, how often, and when each started first. */
class Tally {
  runs = 0;
  startedAt = new Map();
  goals = new Map();

  started(number) {
    const now = process.hrtime.bigint();
    this.runs++;
    if (!this.startedAt.has(number)) {
      this.startedAt.set(number, now);
      this.goals.get(this.startedAt.size)?.();
    }
  }

  reached(count) {
    return new Promise((resolve) => this.goals.set(count, resolve));
  }
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
