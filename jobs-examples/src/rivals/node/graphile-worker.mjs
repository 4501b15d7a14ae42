// Graphile Worker with the batching that https://worker.graphile.org/docs/performance measures: a local queue of 500 and
// completion in batches without delay. The pool's size is that of https://worker.graphile.org/docs/config#workermaxpoolsize,
// the batch is https://worker.graphile.org/docs/library/add-jobs.
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { serve, WORKERS } from "./rival.mjs";

const logger = new Logger(() => (level, message) => level === "error" && console.error(message));

await serve(async (connectionString, started) => {
  const preset = {
    worker: {
      connectionString,
      logger,
      concurrentJobs: WORKERS,
      maxPoolSize: WORKERS + 2,
      localQueue: { size: 500 },
      completeJobBatchDelay: 0,
      failJobBatchDelay: 0,
    },
  };
  const utils = await makeWorkerUtils({ preset });
  await utils.migrate();
  let runner;
  return {
    enqueueAll: (numbers) =>
      utils.addJobs(numbers.map((number) => ({ identifier: "rival", payload: { number } }))),
    enqueue: (number) => utils.addJob("rival", { number }),
    work: async () => {
      runner = await run({
        preset,
        taskList: { rival: ({ number }) => started(number) },
        crontab: "",
        noHandleSignals: true,
      });
    },
    close: async () => {
      await runner.stop();
      await utils.release();
    },
  };
});
