package io.xiaodan.flow;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

  /** A director and who stands in, a small team; not a whole warehouse for every order. */
  private static final int USUAL_MEMBERS = 5;

  private static final int MOST_MEMBERS = 200;
  private static final Duration FRESH = Duration.ofSeconds(5);

  /**
   * The setting.
   *
   * @param enabled whether tasks go out by mail, and whether links that went out work
   * @param days how long a link works, 1 to 30
   * @param members a task of roles is mailed to everybody who has them where these are at most so
   *     many, 0 to 200; more find it in their lists, and are mailed when somebody calls to hurry
   */
  public record Setting(boolean enabled, int days, @Nullable Integer members) {

    static final Setting OFF = new Setting(false, 7, null);

    /** Some settings are from before it could be said. */
    public Setting {
      members = members == null ? USUAL_MEMBERS : members;
    }

    int mostMembers() {
      return members == null ? USUAL_MEMBERS : members;
    }
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
   * @throws io.xiaodan.kernel.ProblemException invalid for a number of days or members out of range
   */
  public void set(Setting setting) {
    List<Violation> violations = new ArrayList<>();
    if (setting.days() < 1 || setting.days() > LONGEST) {
      violations.add(Violation.at("days", Message.of("flow.mail_days", "most", LONGEST)));
    }
    if (setting.mostMembers() < 0 || setting.mostMembers() > MOST_MEMBERS) {
      violations.add(
          Violation.at("members", Message.of("flow.mail_members", "most", MOST_MEMBERS)));
    }
    if (!violations.isEmpty()) {
      throw Problem.invalid(violations).exception();
    }
    database
        .sql(
            "insert into xiaodan.setting (key, value) values (?, cast(? as jsonb)) on conflict (key) do update set value = excluded.value, updated_at = now()")
        .params(SETTING, json.writeValueAsString(setting))
        .update();
    known = null;
  }
}
