// pg-boss with what https://timgit.github.io/pg-boss/api/workers gives for throughput and latency: workers that fetch
// batches, without a pause while batches come back full, and woken by LISTEN/NOTIFY; and a table of the queue's
// own (https://timgit.github.io/pg-boss/api/queues). The batch is https://timgit.github.io/pg-boss/api/jobs, insert().
import { PgBoss } from "pg-boss";
import { serve, WORKERS } from "./rival.mjs";

const QUEUE = "rival";

await serve(async (connectionString, started) => {
  const boss = new PgBoss({ connectionString, max: WORKERS + 2, useListenNotify: true });
  boss.on("error", (error) => console.error(error));
  await boss.start();
  await boss.createQueue(QUEUE, { notify: true, partition: true });
  return {
    enqueueAll: (numbers) => boss.insert(QUEUE, numbers.map((number) => ({ data: { number } }))),
    enqueue: (number) => boss.send(QUEUE, { number }),
    work: () =>
      boss.work(
        QUEUE,
        {
          localConcurrency: WORKERS,
          batchSize: 100,
          burstWhenBatchFull: true,
          pollingIntervalSeconds: 0.5,
        },
        async (jobs) => jobs.forEach((job) => started(job.data.number)),
      ),
    close: () => boss.stop(),
  };
});
