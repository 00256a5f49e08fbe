package io.xiaodan.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Work done over and over by a number of threads, each in a closed loop: the next starts when the
 * last is answered.
 *
 * @param threads how many work at a time
 * @param warmUp done but not counted
 * @param measured counted
 */
record Load(int threads, Duration warmUp, Duration measured) {

  /** What one thread does; made and closed on that thread. */
  interface Worker extends AutoCloseable {

    /** Once, as measured. */
    void work() throws Exception;

    @Override
    default void close() throws IOException, SQLException {}
  }

  /** Makes the worker of one thread. */
  interface WorkerFactory {
    Worker make(int thread) throws Exception;
  }

  /** Does the work; the first failure of any thread ends all and is thrown. */
  Outcome run(ProcessorTime processors, WorkerFactory factory) throws Exception {
    CountDownLatch ready = new CountDownLatch(threads);
    long[] window = new long[2];
    CountDownLatch go = new CountDownLatch(1);
    List<Latencies> latencies = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Latencies>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        running.add(pool.submit(() -> loop(number, factory, ready, go, window)));
      }
      ready.await();
      window[0] = System.nanoTime() + warmUp.toNanos();
      window[1] = window[0] + measured.toNanos();
      go.countDown();
      pause(window[0]);
      ProcessorTime.Reading before = processors.read();
      pause(window[1]);
      ProcessorTime.Reading after = processors.read();
      for (Future<Latencies> one : running) {
        latencies.add(one.get());
      }
      return new Outcome(threads, Latencies.merged(latencies), measured, after.since(before));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  private static Latencies loop(
      int number, WorkerFactory factory, CountDownLatch ready, CountDownLatch go, long[] window)
      throws Exception {
    Latencies latencies = new Latencies();
    try (Worker worker = make(number, factory, ready)) {
      go.await();
      for (long now = System.nanoTime(); now < window[1]; ) {
        long started = now;
        worker.work();
        now = System.nanoTime();
        if (started >= window[0] && now <= window[1]) {
          latencies.add(now - started);
        }
      }
    }
    return latencies;
  }

  private static Worker make(int number, WorkerFactory factory, CountDownLatch ready)
      throws Exception {
    try {
      return factory.make(number);
    } finally {
      ready.countDown();
    }
  }

  private static void pause(long until) throws InterruptedException {
    long nanos = until - System.nanoTime();
    if (nanos > 0) {
      Thread.sleep(Duration.ofNanos(nanos));
    }
  }
}
