package io.xiaodan.platform.database;

import io.xiaodan.platform.start.StartRefused;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and how to sign in to it.
 *
 * @param url a {@code jdbc:postgresql:} address without user and password
 * @param user null when the address itself, or the server, says who
 * @param password null when none is needed
 */
public record DatabaseAddress(String url, @Nullable String user, @Nullable String password) {

  /** Reads {@code postgresql://user:password@host:port/database?options} or a JDBC address. */
  public static DatabaseAddress parse(String text) {
    if (text.startsWith("jdbc:postgresql:")) {
      return new DatabaseAddress(text, null, null);
    }
    if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
      throw new StartRefused("database-url", masked(text));
    }
    try {
      URI uri = new URI(text);
      String path = uri.getPath();
      if (uri.getHost() == null || path == null || path.length() < 2) {
        throw new StartRefused("database-url", masked(text));
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String[] login =
          uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
      return new DatabaseAddress(
          "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
          login.length > 0 ? decoded(login[0]) : null,
          login.length > 1 ? decoded(login[1]) : null);
    } catch (URISyntaxException e) {
      throw new StartRefused(e, "database-url", masked(text));
    }
  }

  /**
   * A connection outside the pool; the caller closes it. Waits five seconds at most for the server.
   */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "xiaodan");
    return DriverManager.getConnection(url, properties);
  }

  /** The address without what nobody should see in a log. */
  public String display() {
    return masked(url);
  }

  @Override
  public String toString() {
    return display();
  }

  private static String masked(String text) {
    return text.replaceAll("://[^@/]*@", "://***@").replaceAll("(password=)[^&]*", "$1***");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
