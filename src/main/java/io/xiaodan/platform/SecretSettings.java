package io.xiaodan.platform;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settings of the whole installation that are secret: stored sealed, and sealed again when they are
 * read and stand there in plain text or under a former key.
 */
@Component
public class SecretSettings {

  private final JdbcClient database;
  private final JsonMapper json;
  private final Secrets secrets;

  public SecretSettings(JdbcClient database, JsonMapper json, Secrets secrets) {
    this.database = database;
    this.json = json;
    this.secrets = secrets;
  }

  /**
   * The value of a setting.
   *
   * @throws IllegalStateException when the key it was sealed with is not there any more
   */
  public Optional<String> find(String setting) {
    Optional<String> stored = stored(setting);
    if (stored.isEmpty()) {
      return stored;
    }
    String found = stored.get();
    String secret = secrets.isSealed(found) ? secrets.open(setting, found) : found;
    if (!secrets.isSealedWithFirstKey(found)) {
      database
          .sql(
              "update xiaodan.setting set value = cast(? as jsonb), updated_at = now() where key = ? and value #>> '{}' = ?")
          .params(json.writeValueAsString(secrets.seal(setting, secret)), setting, found)
          .update();
    }
    return Optional.of(secret);
  }

  /**
   * The value of a setting, made where there is none; of several nodes that ask for the first time
   * at once, one decides.
   *
   * @throws IllegalStateException when the key it was sealed with is not there any more
   */
  public String findOrMake(String setting, Supplier<String> fresh) {
    return find(setting)
        .orElseGet(() -> {
          database
              .sql(
                  "insert into xiaodan.setting (key, value) values (?, cast(? as jsonb)) on conflict (key) do nothing")
              .params(setting, json.writeValueAsString(secrets.seal(setting, fresh.get())))
              .update();
          return find(setting).orElseThrow();
        });
  }

  private Optional<String> stored(String setting) {
    return database
        .sql("select value #>> '{}' from xiaodan.setting where key = ?")
        .param(setting)
        .query(String.class)
        .optional();
  }
}
