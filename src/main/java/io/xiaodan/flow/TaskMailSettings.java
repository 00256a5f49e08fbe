package io.xiaodan.flow;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What administrators say about mails from which tasks can be done: off until somebody says so. */
@Component
public class TaskMailSettings {

  private static final String SETTING = "flow.mail";
  private static final int LONGEST = 30;
  private static final Duration FRESH = Duration.ofSeconds(5);

  /**
   * The setting.
   *
   * @param enabled whether tasks go out by mail, and whether links that went out work
   * @param days how long a link works, 1 to 30
   */
  public record Setting(boolean enabled, int days) {

    static final Setting OFF = new Setting(false, 7);
  }

  private record Known(Setting setting, Instant at) {}

  private final JdbcClient database;
  private final JsonMapper json;
  private final Clock clock;
  private volatile @Nullable Known known;

  TaskMailSettings(JdbcClient database, JsonMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** The setting as it is. */
  public Setting read() {
    Setting setting =
        database
            .sql("select value::text from xiaodan.setting where key = ?")
            .param(SETTING)
            .query(String.class)
            .optional()
            .map(text -> json.readValue(text, Setting.class))
            .orElse(Setting.OFF);
    known = new Known(setting, clock.instant());
    return setting;
  }

  /** The setting as it was within the last seconds, for every step of every flow. */
  Setting lately() {
    Known before = known;
    Instant now = clock.instant();
    return before == null || Duration.between(before.at(), now).abs().compareTo(FRESH) > 0
        ? read()
        : before.setting();
  }

  /**
   * Sets it.
   *
   * @throws io.xiaodan.kernel.ProblemException invalid for a number of days out of range
   */
  public void set(Setting setting) {
    if (setting.days() < 1 || setting.days() > LONGEST) {
      throw Problem.invalid(
              List.of(Violation.at("days", Message.of("flow.mail_days", "most", LONGEST))))
          .exception();
    }
    database
        .sql(
            "insert into xiaodan.setting (key, value) values (?, cast(? as jsonb)) on conflict (key) do update set value = excluded.value, updated_at = now()")
        .params(SETTING, json.writeValueAsString(setting))
        .update();
    known = null;
  }
}
