package io.xiaodan.bench;

import java.util.Locale;

/** Prints outcomes, one a line, and the closing line that a machine can read. */
final class Table {

  private static final String ROW = "%-24s %8s %10s %9s %9s %9s %9s %10s %10s %10s%n";

  private final String name;

  Table(String name) {
    this.name = name;
    System.out.printf(
        Locale.ROOT,
        ROW,
        name,
        "threads",
        "per s",
        "p50 ms",
        "p90 ms",
        "p99 ms",
        "max ms",
        "server µs",
        "database µs",
        "client µs");
  }

  void row(String what, Outcome outcome) {
    Latencies latencies = outcome.latencies();
    ProcessorTime.Reading processors = outcome.processors();
    System.out.printf(
        Locale.ROOT,
        ROW,
        what,
        outcome.threads(),
        rounded(outcome.rate(), 0),
        rounded(latencies.millis(0.5), 2),
        rounded(latencies.millis(0.9), 2),
        rounded(latencies.millis(0.99), 2),
        rounded(latencies.millis(1), 2),
        rounded(outcome.microsEach(processors.server()), 0),
        rounded(outcome.microsEach(processors.database()), 0),
        rounded(outcome.microsEach(processors.client()), 0));
  }

  /**
   * The closing line.
   *
   * @param variant told apart from others of the same benchmark, such as {@code -32}; empty for the
   *     only one
   */
  void close(String variant, Outcome ours, Outcome raw) {
    close(variant, ours.rate(), raw.rate(), ours.latencies().millis(0.99), "");
  }

  void close(String variant, double ours, double raw, double p99, String more) {
    line(name + variant, ours, raw, p99, more);
  }

  /** The closing line of a benchmark that is no load; {@code name} includes the variant. */
  static void line(String name, double ours, double raw, double p99, String more) {
    System.out.println(
        "bench "
            + name
            + " ours="
            + rounded(ours, ours < 10 ? 2 : 0)
            + "/s raw="
            + rounded(raw, raw < 10 ? 2 : 0)
            + "/s ratio="
            + rounded(ours / raw, 2)
            + " p99="
            + rounded(p99, p99 < 10 ? 1 : 0)
            + "ms"
            + more);
  }

  static String rounded(double value, int places) {
    return String.format(Locale.ROOT, "%." + places + "f", value);
  }
}
