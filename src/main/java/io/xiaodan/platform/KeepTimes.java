package io.xiaodan.platform;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.ProblemKind;
import io.xiaodan.kernel.Violation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * How long what only grows is kept: what an administrator said on the screen, else the
 * installation's settings, else what is usual.
 */
@Component
public class KeepTimes {

  private static final String SETTING = "keep";
  private static final int LONGEST = 3_650;
  private static final TypeReference<Map<String, Integer>> DAYS = new TypeReference<>() {};

  private final JdbcTemplate database;
  private final JsonMapper json;
  private final Map<String, Duration> configured;
  private final ObjectProvider<Expiring> kinds;

  KeepTimes(
      JdbcTemplate database,
      JsonMapper json,
      ExpirySettings settings,
      ObjectProvider<Expiring> kinds) {
    this.database = database;
    this.json = json;
    this.configured = settings.keep();
    this.kinds = kinds;
  }

  /**
   * How long one kind is kept.
   *
   * @param name as in {@link Expiring#name}
   * @param days what counts; 0 for good
   * @param usual what counts where nobody says anything on the screen
   * @param said whether somebody did
   */
  public record KeepTime(String name, long days, long usual, boolean said) {}

  /** All kinds. */
  public List<KeepTime> all() {
    Map<String, Integer> said = said();
    return kinds.stream()
        .map(kind -> {
          long usual = configured.getOrDefault(kind.name(), kind.usual()).toDays();
          Integer days = said.get(kind.name());
          return new KeepTime(kind.name(), days == null ? usual : days, usual, days != null);
        })
        .toList();
  }

  /**
   * Says how long a kind is kept.
   *
   * @param days from 1 to 3650; 0 for good; null for what is usual
   * @throws io.xiaodan.kernel.ProblemException not found for an unknown kind, invalid for a number
   *     out of range
   */
  public void set(String name, @Nullable Integer days) {
    if (kinds.stream().noneMatch(kind -> kind.name().equals(name))) {
      throw Problem.of(ProblemKind.NOT_FOUND, "not_found").exception();
    }
    if (days != null && (days < 0 || days > LONGEST)) {
      throw Problem.invalid(List.of(Violation.at("days", Message.of("keep_days", "most", LONGEST))))
          .exception();
    }
    Map<String, Integer> said = said();
    if (days == null) {
      said.remove(name);
    } else {
      said.put(name, days);
    }
    database.update(
        "INSERT INTO xiaodan.setting (key, value) VALUES (?, ?::jsonb) ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = now()",
        SETTING,
        json.writeValueAsString(said));
  }

  /** How long rows of a kind are kept; nothing or less means for good. */
  Duration of(Expiring kind) {
    Integer days = said().get(kind.name());
    return days == null
        ? configured.getOrDefault(kind.name(), kind.usual())
        : Duration.ofDays(days);
  }

  /** The names of the installation's settings. */
  java.util.Set<String> configured() {
    return configured.keySet();
  }

  private Map<String, Integer> said() {
    return database
        .query(
            "SELECT value::text FROM xiaodan.setting WHERE key = ?",
            (row, number) -> Objects.requireNonNull(row.getString(1)),
            SETTING)
        .stream()
        .findFirst()
        .map(text -> new LinkedHashMap<>(json.readValue(text, DAYS)))
        .orElseGet(LinkedHashMap::new);
  }
}
