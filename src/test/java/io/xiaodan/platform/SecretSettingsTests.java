package io.xiaodan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.xiaodan.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class SecretSettingsTests {

  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final String OLD = key((byte) 1);
  private static final String NEW = key((byte) 2);

  private final JdbcClient database = JdbcClient.create(DATABASE.dataSource());
  @TempDir private Path folder;

  private static String key(byte of) {
    byte[] key = new byte[32];
    java.util.Arrays.fill(key, of);
    return Base64.getEncoder().encodeToString(key);
  }

  private SecretSettings settings(String keys) {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("test", Map.of("xiaodan.secret-key", keys)));
    return new SecretSettings(
        database, JsonMapper.shared(), new Secrets(new DataHome(folder), environment));
  }

  private String stored(String setting) {
    return database
        .sql("select value #>> '{}' from xiaodan.setting where key = ?")
        .param(setting)
        .query(String.class)
        .single();
  }

  @Test
  void keepsASecretThatNobodyCanReadInTheDatabase() {
    SecretSettings settings = settings(OLD);
    assertThat(settings.find("a.secret")).isEmpty();
    assertThat(settings.findOrMake("a.secret", () -> "geheim 😀")).isEqualTo("geheim 😀");
    assertThat(settings.findOrMake("a.secret", () -> "another")).isEqualTo("geheim 😀");
    assertThat(stored("a.secret")).doesNotContain("geheim");
    assertThat(settings(OLD).find("a.secret")).contains("geheim 😀");
  }

  @Test
  void sealsWhatStandsInPlainTextWhenItIsFirstRead() {
    database
        .sql("insert into xiaodan.setting (key, value) values ('b.secret', '\"0123abcd\"')")
        .update();
    assertThat(settings(OLD).find("b.secret")).contains("0123abcd");
    assertThat(stored("b.secret")).doesNotContain("0123abcd");
    assertThat(settings(OLD).find("b.secret")).contains("0123abcd");
  }

  @Test
  void sealsAnewWithTheFirstKeySoThatTheFormerOneCanGo() {
    settings(OLD).findOrMake("c.secret", () -> "kept");
    assertThatThrownBy(() -> settings(NEW).find("c.secret"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("secret.key");
    assertThat(settings(NEW + "," + OLD).find("c.secret")).contains("kept");
    assertThat(settings(NEW).find("c.secret")).contains("kept");
    assertThatThrownBy(() -> settings(OLD).find("c.secret"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aSecretMovedToAnotherSettingDoesNotOpen() {
    settings(OLD).findOrMake("d.secret", () -> "kept");
    database
        .sql(
            "insert into xiaodan.setting (key, value) select 'e.secret', value from xiaodan.setting where key = 'd.secret'")
        .update();
    assertThatThrownBy(() -> settings(OLD).find("e.secret"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theKeyOfTheFolderIsMadeOnceAndReadableByItsOwnerOnly() throws IOException {
    settings("").findOrMake("f.secret", () -> "kept");
    Path file = folder.resolve("secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(settings("").find("f.secret")).contains("kept");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
