package io.xiaodan.bench;

import java.time.Duration;

/**
 * What a load came to.
 *
 * @param threads how many worked at a time
 * @param latencies of what was done within the measured time
 * @param processors processor time spent meanwhile
 */
record Outcome(
    int threads, Latencies latencies, Duration measured, ProcessorTime.Reading processors) {

  /** Done per second. */
  double rate() {
    return latencies.count() * 1e9 / measured.toNanos();
  }

  /** Processor microseconds per operation of one party. */
  double microsEach(double seconds) {
    return latencies.count() == 0 ? 0 : seconds * 1e6 / latencies.count();
  }
}
