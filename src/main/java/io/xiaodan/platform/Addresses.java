package io.xiaodan.platform;

import io.xiaodan.kernel.Message;
import io.xiaodan.kernel.Problem;
import io.xiaodan.kernel.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The address under which people reach this installation from outside, and the one way of making
 * whole addresses for what leaves the house: mails, messages, paper. A request says under which
 * name one browser has found the server, which may be a name nobody else can use; a background job
 * has no request at all. So an administrator says it once.
 */
@Component
public class Addresses {

  private static final String SETTING = "address.public";
  private static final int LONGEST = 200;
  private static final int HIGHEST_PORT = 65_535;

  private final JdbcClient database;
  private final JsonMapper json;

  Addresses(JdbcClient database, JsonMapper json) {
    this.database = database;
    this.json = json;
  }

  /** The public address without a slash at its end; empty while nobody has set one. */
  public Optional<String> base() {
    return database
        .sql("select value #>> '{}' from xiaodan.setting where key = ?")
        .param(SETTING)
        .query(String.class)
        .optional();
  }

  /**
   * A whole address.
   *
   * @param path of a page, with its slash: {@code /forms/orders/…}
   * @return empty while no public address is set, so that nothing goes out that leads nowhere
   */
  public Optional<String> of(String path) {
    return base().map(base -> base + path);
  }

  /**
   * The public address, or what a browser has found this server under where none is set.
   *
   * @param seen such as {@code http://192.168.1.5:8080}, without a slash at its end
   */
  public String baseOr(String seen) {
    return base().orElse(seen);
  }

  /**
   * Sets the public address.
   *
   * @param address {@code http} or {@code https}, a name, perhaps a port, and nothing else; blank
   *     for none
   * @throws io.xiaodan.kernel.ProblemException invalid for anything else
   */
  public void set(@Nullable String address) {
    if (address == null || address.isBlank()) {
      database.sql("delete from xiaodan.setting where key = ?").param(SETTING).update();
      return;
    }
    database
        .sql(
            "insert into xiaodan.setting (key, value) values (?, cast(? as jsonb)) on conflict (key) do update set value = excluded.value, updated_at = now()")
        .params(SETTING, json.writeValueAsString(read(address.strip())))
        .update();
  }

  /** An address as it is kept. */
  static String read(String address) {
    return parsed(address)
        .filter(_ -> address.length() <= LONGEST)
        .filter(Addresses::isBare)
        .map(uri ->
            uri.getScheme().toLowerCase(Locale.ROOT)
                + "://"
                + uri.getHost().toLowerCase(Locale.ROOT)
                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
        .orElseThrow(() ->
            Problem.invalid(
                    List.of(Violation.at("address", Message.of("address.unfit", "most", LONGEST))))
                .exception());
  }

  private static Optional<URI> parsed(String address) {
    try {
      return Optional.of(new URI(address));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether it says how and where, and nothing else. */
  private static boolean isBare(URI uri) {
    String path = uri.getRawPath();
    return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
        && uri.getHost() != null
        && uri.getPort() <= HIGHEST_PORT
        && (path == null || path.isEmpty() || path.equals("/"))
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && uri.getRawUserInfo() == null;
  }
}
