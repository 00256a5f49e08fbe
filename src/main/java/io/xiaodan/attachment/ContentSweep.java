package io.xiaodan.attachment;

import io.xiaodan.platform.Jobs;
import io.xiaodan.platform.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives back the room of contents that no file has any more, once a day. */
@Component
class ContentSweep {

  private static final Logger log = LoggerFactory.getLogger(ContentSweep.class);
  private static final Duration EVERY = Duration.ofHours(24);

  private final ContentFolder contents;
  private final JdbcClient database;
  private final Clock clock;
  private final String table;

  ContentSweep(
      ContentFolder contents, JdbcClient database, Clock clock, Workspace workspace, Jobs jobs) {
    this.contents = contents;
    this.database = database;
    this.clock = clock;
    this.table = workspace.table("attachment");
    jobs.repeat("attachment.sweep", EVERY, this::sweep);
  }

  void sweep() {
    try {
      int gone = contents.sweep(clock.instant().minus(EVERY), this::used);
      log.info("contents removed={}", gone);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> used(List<String> names) {
    return names.isEmpty()
        ? Set.of()
        : new HashSet<>(
            database
                .sql(
                    "select distinct encode(sha256, 'hex') from "
                        + table
                        + " where sha256 = any(?)")
                .param(names.stream().map(HexFormat.of()::parseHex).toArray(byte[][]::new))
                .query(String.class)
                .list());
  }
}
