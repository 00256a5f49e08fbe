package io.xiaodan.platform.postgres;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the server is configured: durable always, memory by the size of the machine (an eighth for
 * its own cache, between 64 MB and 2 GB, as the operating system caches files as well).
 */
record ServerSettings(Map<String, String> values) {

  private static final long MB = 1024L * 1024;

  static ServerSettings forThisMachine() {
    return forMemory(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize());
  }

  static ServerSettings forMemory(long bytes) {
    long memory = bytes / MB;
    Map<String, String> values = new LinkedHashMap<>();
    values.put("fsync", "on");
    values.put("synchronous_commit", "on");
    values.put("full_page_writes", "on");
    values.put("shared_buffers", between(64, memory / 8, 2048) + "MB");
    values.put("effective_cache_size", between(128, memory / 2, 1 << 20) + "MB");
    values.put("work_mem", between(4, memory / 512, 32) + "MB");
    values.put("maintenance_work_mem", between(32, memory / 32, 512) + "MB");
    values.put("max_wal_size", between(512, memory / 8, 4096) + "MB");
    values.put("checkpoint_timeout", "15min");
    values.put("checkpoint_completion_target", "0.9");
    values.put("max_connections", "100");
    values.put("random_page_cost", "1.1");
    values.put("jit", "off");
    values.put("autovacuum_vacuum_scale_factor", "0.05");
    values.put("autovacuum_analyze_scale_factor", "0.05");
    values.put("autovacuum_naptime", "30s");
    values.put("timezone", "UTC");
    values.put("log_timezone", "UTC");
    values.put("log_min_duration_statement", "2s");
    values.put("log_checkpoints", "off");
    values.put("log_line_prefix", "%m [%p] ");
    values.put("lc_messages", "C");
    return new ServerSettings(values);
  }

  /** The settings as arguments of {@code postgres}. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    values.forEach((name, value) -> {
      arguments.add("-c");
      arguments.add(name + "=" + value);
    });
    return arguments;
  }

  private static long between(long least, long wanted, long most) {
    return Math.clamp(wanted, least, most);
  }
}
